"""Up to three new visits for a worker at once: bundles as columns, chosen exactly or with a proven gap."""
