"""A seeded city that judges every rule of dispatch: a simulated day on the product's own use cases."""
