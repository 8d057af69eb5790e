"""The process that solves one question and ends. Started by `ProcessPlanner`, which may kill it any time.

It loads the engine first (with `--routes` the compiled kernels, too) and then waits for its question, so that
one kept in reserve is warm. Closing its input ends it; an alarm ends it when nobody is left to do so.
"""

import os
import signal
import sys

from adapters.dispatch.frames import read_frame, write_frame
from adapters.dispatch.solving import answers
from dispatch_engine import warm_up

GRACE_S = 5
ROUTES = "--routes"


def main() -> None:
    answers_to = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if ROUTES in sys.argv:
        warm_up()
    message = read_frame(sys.stdin.buffer)
    if message is None:
        return
    question, travel = message
    signal.setitimer(signal.ITIMER_REAL, question.deadline_s + GRACE_S)
    for stage, answer in answers(question, travel):
        write_frame(answers_to, (stage, answer))


if __name__ == "__main__":
    main()
