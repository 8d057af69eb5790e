"""When a service can truly be given."""
