"""What the core answers, in the shapes of the wire, where the two differ."""
