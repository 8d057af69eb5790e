"""The points ledger on PostgreSQL."""
