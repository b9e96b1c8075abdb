"""The look-up: which host a pasted text means, and what the records have of that host."""
