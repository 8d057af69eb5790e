"""Use cases of points: two reactions that give them, two runs that time asks for, two queries."""
