"""The peak memory of this process alone."""

import re
from pathlib import Path


def peak_mib() -> int:
    """What Linux says of this program since it began. `ru_maxrss` would also count the process that started
    it, as it stood then.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found.group(1)) // 1024
