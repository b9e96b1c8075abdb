"""Maps: which column of a list goes into which field of a record."""
