"""What can be said of one rule, and of two rules that met the same days, and how surely."""
