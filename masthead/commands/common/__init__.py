"""Options, messages, findings and progress that several commands share."""
