"""Which text decided: a name for this very version of engine, rules and kernel."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[2]
DECIDES: Final = ("dispatch_engine", "domain/dispatching", "domain/scheduling", "adapters/dispatch")


@cache
def engine_version() -> str:
    """Twelve hexadecimal digits over every source file that can change an answer."""
    text = blake2b(digest_size=6)
    for folder in DECIDES:
        for file in sorted((_ROOT / folder).rglob("*.py")):
            text.update(str(file.relative_to(_ROOT)).encode())
            text.update(file.read_bytes())
    return text.hexdigest()
