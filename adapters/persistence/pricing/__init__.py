"""Prices of orders and uses of promotions on PostgreSQL."""
