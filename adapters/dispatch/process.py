"""The process that solves one question after another. Started by `ProcessPool`, which may kill it any time.

It loads the engine first (with `--kernels` the compiled kernels, too) and then waits, so that it is warm.
Closing its input ends it; an alarm ends it when it solves for too long and nobody is left to end it.
"""

import os
import signal
import sys

from adapters.dispatch.frames import read_frame, write_frame
from adapters.dispatch.solving import answers
from dispatch_engine import warm_up

GRACE_S = 5
KERNELS = "--kernels"


def main() -> None:
    answers_to = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if KERNELS in sys.argv:
        warm_up()
    while (message := read_frame(sys.stdin.buffer)) is not None:
        question, travel = message
        signal.setitimer(signal.ITIMER_REAL, question.deadline_s + GRACE_S)
        for stage, answer in answers(question, travel):
            write_frame(answers_to, (stage, answer))
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main()
