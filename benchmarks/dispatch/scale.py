"""How large: `CALLOUT_BENCH_SCALE=0.05` makes every market and day a twentieth, to try the command itself."""

import os
from pathlib import Path
from typing import Final

SCALE: Final = float(os.environ.get("CALLOUT_BENCH_SCALE", "1"))
HERE: Final = Path(__file__).parent
PAGE: Final = HERE / "README.md"
BUILT: Final = HERE.parents[1] / ".build" / "bench-dispatch"


def scaled(size: int) -> int:
    """That size, or its part; never fewer than twenty."""
    return max(20, round(size * SCALE))


def kept(name: str) -> Path:
    """Where figures are kept that no page shows."""
    BUILT.mkdir(parents=True, exist_ok=True)
    return BUILT / name


def page_of(page: Path) -> Path:
    """The page itself at full scale; otherwise one in `.build`, so that a trial overwrites no figures."""
    if SCALE == 1:
        return page
    trial = BUILT / page.relative_to(HERE.parent)
    trial.parent.mkdir(parents=True, exist_ok=True)
    if not trial.exists():
        trial.write_text(f"# Trial at {SCALE:g} of full scale\n")
    return trial
