"""Campaigns, promotions, batches and tiers as versioned data, read from JSON with the place of each fault."""
