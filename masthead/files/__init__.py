"""Files that others may have put there: ordinary ones are read, anything else is refused."""
