"""Planning against VROOM and PyVRP, by what is served, travel and wall time."""
