"""Lists of outlets to records: rows, a map that says what their columns mean, a plan, and files, all or none."""
