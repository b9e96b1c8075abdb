"""The ledger of everything ever published: changes to records and all addresses, in files that are only added to."""
