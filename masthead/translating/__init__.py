"""The texts of the website for translators: the template of all catalogues, and the faults of a catalogue."""
