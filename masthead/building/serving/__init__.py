"""The local server, which builds again on each change."""
