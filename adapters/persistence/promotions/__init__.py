"""Rule sets and coupons on PostgreSQL."""
