"""Business time, as people read and move it."""
