"""Lists of other people, read from any format into a table."""
