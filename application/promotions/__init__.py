"""Rules, campaigns and coupons: what is live, what is drafted, and who gets what."""
