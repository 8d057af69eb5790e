"""What can stop the private cluster, in words for the person at the terminal."""


class EmbeddedClusterError(RuntimeError):
    """The private cluster cannot be made, started or stopped; the message says what to do."""
