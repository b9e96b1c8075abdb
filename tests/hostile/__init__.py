"""Records that deceive, hang or break readers, each with what the check must say of it: expected.csv."""
