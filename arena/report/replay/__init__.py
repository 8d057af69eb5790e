"""One simulated day as a page that plays it: workers and orders on the city's streets, in one file."""
