"""New and changed records: prompts, serialiser, formatter, migrations."""
