"""Host names: found in a text, encoded, cut at the suffix below which anybody gets one."""
