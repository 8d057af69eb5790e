"""A day of the demo city, played through the public API by people who exist only here."""
