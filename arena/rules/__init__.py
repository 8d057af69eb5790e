"""The rules that are compared, each a small file; those that the product has too stand in the domain."""
