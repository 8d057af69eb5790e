"""Settings, commands and the supervisor."""
