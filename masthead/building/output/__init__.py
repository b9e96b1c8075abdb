"""The folder of the website: written, read back, merged with what stays, put in place."""
