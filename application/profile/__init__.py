"""What people set about themselves: duty, position, addresses, read messages."""
