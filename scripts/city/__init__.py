"""Making the map fixtures from public data; run by hand, see __main__.py."""
