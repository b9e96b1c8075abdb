"""The records and their relations, each stated once and derived in both directions."""
