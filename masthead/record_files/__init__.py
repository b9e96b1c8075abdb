"""The YAML files of records: read into typed records, and written."""
