"""Inside an empty root: `make run` until it is ready, Ctrl-C, and the same once more."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Final

from scripts.steps import ROOT, say

PATHS: Final = ("/readyz", "/", "/worker/", "/admin/", "/docs", "/api/v1/openapi.json")
START_LIMIT_S: Final = 1500.0
STOP_LIMIT_S: Final = 10.0


def main() -> None:
    for number in ("first", "second"):
        started = time.monotonic()
        process = subprocess.Popen(["make", "run"], cwd=ROOT, start_new_session=True)
        wait_until_ready(process)
        say(f"The {number} start took {time.monotonic() - started:.1f} s.")
        for path in PATHS:
            status = get(path)
            say(f"  {path}: {status}")
            if status != 200:
                sys.exit(f"{path} answered {status}")
        stopping = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        process.wait()
        taken = time.monotonic() - stopping
        say(f"Ctrl-C ended it in {taken:.1f} s.")
        if taken > STOP_LIMIT_S:
            sys.exit("That is too long.")
    say("2 passed, 0 failed")


def wait_until_ready(process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_LIMIT_S
    while get("/readyz") != 200:
        if process.poll() is not None:
            sys.exit(f"`make run` ended with code {process.returncode}")
        if time.monotonic() > until:
            os.killpg(process.pid, signal.SIGINT)
            sys.exit("`make run` was not ready in time")
        time.sleep(0.2)


def get(path: str) -> int:
    """The status of a GET on our own address; 0 when nobody answers."""
    url = f"http://127.0.0.1:{os.environ.get('CALLOUT_PORT', '8000')}{path}"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0


if __name__ == "__main__":
    main()
