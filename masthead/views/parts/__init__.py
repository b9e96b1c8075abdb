"""The parts of views that several pages share."""
