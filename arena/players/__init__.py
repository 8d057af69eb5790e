"""Those who act: homeowners, the office, workers. Each hears of events and notes what it will do."""
