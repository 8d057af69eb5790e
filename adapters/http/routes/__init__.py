"""The routes, one file per subject; each lists `ROUTES`."""
