"""The import of lists of outlets: reads rows, turns them into records by a map, and writes all files or none."""
