"""What an experiment and a day of it look like to people: tables, plots, data files, a replay."""
