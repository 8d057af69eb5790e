"""Accounts, sessions, codes, rate limits and photos on PostgreSQL."""
