"""What use cases change of workers and homeowners."""
