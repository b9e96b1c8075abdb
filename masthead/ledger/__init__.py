"""What was ever published: the changes of records and every address, in files that are only added to."""
