"""Reading of files that other people may have put there: only ordinary files are read, anything else is refused."""
