"""The database in other formats than HTML."""
