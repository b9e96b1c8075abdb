"""Search: what the browser finds without a server, made ahead by the build."""
