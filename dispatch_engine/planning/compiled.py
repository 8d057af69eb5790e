"""How kernels are compiled: once, to a cache outside the source tree that knows every kernel's text.

numba's own cache looks at the file of a function only, so a kernel that calls into a changed file would run
its old machine code. Here the cache folder carries a digest of all files of the kernel's own folder: any
change there starts a new one, and no folder of kernels calls into another.
"""

from collections.abc import Callable
from hashlib import blake2b
from os import W_OK, access, environ
from pathlib import Path
from tempfile import gettempdir
from typing import Final, ParamSpec, TypeVar, cast

import numba
from numba.core import config

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def kernel(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """A function that only other kernels call: inlined, without a way in from Python."""
    return _compiled(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def hot(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """A kernel of the innermost loop: handing all arrays over would take longer than its work."""
    return _compiled(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, forceinline=True)


def entry(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """A kernel that Python calls."""
    return _compiled(function, no_cfunc_wrapper=True)


def _compiled(function: Callable[Parameters, Result], **options: bool) -> Callable[Parameters, Result]:
    """Compile at the first call, or take what an earlier process compiled.

    `NUMBA_CACHE_DIR` is honoured; without it the cache lies in the user's cache folder (or, where that cannot
    be written, in the temporary one). Without reference counts (`_nrt`): nothing is allocated in a kernel and
    the caller holds every array; counting them would take four fifths of the time.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder(Path(function.__code__.co_filename).parent))
    try:
        made = numba.njit(cache=True, nogil=True, error_model="numpy", _nrt=False, **options)(function)
    finally:
        config.CACHE_DIR = before
    return cast(Callable[Parameters, Result], made)


PLANNING: Final = Path(__file__).parent / "kernels"


def cache_folder(kernels: Path) -> Path:
    """Where compiled kernels of the very text in that folder are kept."""
    text = blake2b(digest_size=8)
    for file in sorted(kernels.glob("*.py")):
        text.update(file.read_bytes())
    return cache_base() / text.hexdigest()


def cache_base() -> Path:
    """The folder that all caches lie in."""
    if environ.get("NUMBA_CACHE_DIR"):
        return Path(environ["NUMBA_CACHE_DIR"])
    home = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for folder in (home, Path(gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if access(folder, W_OK):
            return folder / "dispatch-engine"
    return Path(gettempdir()) / "dispatch-engine"
