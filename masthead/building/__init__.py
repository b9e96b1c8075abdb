"""Building: writes the website of a checked database, and puts it in place once it is complete."""
