"""Campaigns, coupons and rules of points, and the one engine that prices by them. No clock, no chance."""
