"""Workers who go out as teams: who goes with whom, chosen together with the routes."""
