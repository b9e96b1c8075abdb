"""Search: the index that the build makes, and that browsers search without a server."""
