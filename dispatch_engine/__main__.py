"""`python -m dispatch_engine`: compile all kernels once, so that no process waits later."""

import sys

from dispatch_engine.warming import kernel_caches, warm_up

sys.stdout.write(f"kernels ready in {warm_up():.1f} s: {kernel_caches()[0].folder.parent}\n")
