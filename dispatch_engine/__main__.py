"""`python -m dispatch_engine`: compile all kernels once, so that no process waits later."""

import sys

from dispatch_engine.warm_up import kernel_cache, warm_up

sys.stdout.write(f"kernels ready in {warm_up():.1f} s: {kernel_cache()}\n")
