"""What ends the supervisor with words instead of a trace."""


class SupervisorError(RuntimeError):
    """It cannot start or go on; the message is for the person at the terminal."""
