"""Files to typed records, and records back into files."""
