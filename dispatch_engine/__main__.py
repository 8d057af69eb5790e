"""`python -m dispatch_engine`: compile all kernels once, so that no process waits later."""

import sys

from dispatch_engine.warming import kernel_caches, warm_up_at_once

if __name__ == "__main__":
    took_s = warm_up_at_once()
    sys.stdout.write(f"kernels ready in {took_s:.1f} s: {kernel_caches()[0].folder.parents[1]}\n")
