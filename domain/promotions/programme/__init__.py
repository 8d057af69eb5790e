"""What members earn by what they do: awards, tiers, streaks, referrals; and the dry run over the past."""
