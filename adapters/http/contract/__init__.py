"""The contract: what a route is, the one table of routes, and the document made from it."""
