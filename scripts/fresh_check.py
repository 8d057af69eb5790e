"""`make fresh-check`: clone this checkout into an empty Debian root and try it there. Needs root.

    python3 -m scripts.fresh_check [test|run|any make target] [--as-user]

The root has Python, make and git and nothing else. Everything runs in a mount and process namespace of its
own, so that whatever happens its mounts and processes are gone with it; the folder is removed afterwards.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from scripts import borrowed
from scripts.packages import LOCK_TIMEOUT
from scripts.steps import ROOT, StepFailed, fail, run_as_command, run_step, say

FIRST_PACKAGES: Final = "python3,make,git,ca-certificates"
VISITOR: Final = "visitor"
# A free port in place of the default one, which may be taken on this machine.
PORT: Final = "18973"
PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def main() -> None:
    words = [word for word in sys.argv[1:] if word != "--as-user"]
    as_user = "--as-user" in sys.argv or bool(os.environ.get("AS_USER"))
    if os.geteuid() != 0:
        fail("An empty root can only be made by root: run `sudo make fresh-check`.")
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))  # so that we clean up then too
    place = Path(tempfile.mkdtemp(prefix="callout-fresh-", dir=os.environ.get("CALLOUT_FRESH_HOME")))
    place.chmod(0o755)
    try:
        code = try_in(place / "root", words[0] if words else "test", as_user)
    except (StepFailed, LookupError) as problem:
        fail(str(problem))
    finally:
        clean_up(place)
    sys.exit(code)


def try_in(root: Path, target: str, as_user: bool) -> int:
    started = time.monotonic()
    make_root(root, as_user)
    home = root / "home" / VISITOR if as_user else root / "root"
    borrowed.copy_settings(root, home)
    checkout = home / "callout"
    run_step("clone", ["git", "clone", "-q", "--no-hardlinks", f"file://{ROOT}", str(checkout)])
    if as_user:
        owner = (root / "home" / VISITOR).stat()
        for path in (home, *home.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
    say(f"An empty root stands after {time.monotonic() - started:.0f} s. Running `make {target}` in it ...")
    started = time.monotonic()
    code = run_inside(root, target, as_user)
    say(f"`make {target}` ended with code {code} after {time.monotonic() - started:.0f} s.")
    return code


def make_root(root: Path, as_user: bool) -> None:
    """Debian's smallest installation of this machine's release, from this machine's source."""
    if not shutil.which("debootstrap"):
        run_step(
            "apt-get install debootstrap",
            ["apt-get", "-q", "-o", LOCK_TIMEOUT, "install", "-y", "debootstrap"],
        )
    source = borrowed.apt_source()
    keyring = [f"--keyring={source.keyring}"] if source.keyring and source.keyring.startswith("/") else []
    include = FIRST_PACKAGES + (",sudo" if as_user else "")
    command = [
        "debootstrap",
        "--variant=minbase",
        f"--include={include}",
        *keyring,
        source.suite,
        str(root),
        source.uri,
    ]
    run_step("debootstrap", ["unshare", "--mount", *command])
    if as_user:
        run_step(
            "account", ["chroot", str(root), "useradd", "--create-home", "--shell", "/bin/bash", VISITOR]
        )
        (root / "etc" / "sudoers.d" / VISITOR).write_text(f"{VISITOR} ALL=(ALL) NOPASSWD: ALL\n")


def run_inside(root: Path, target: str, as_user: bool) -> int:
    """Chroot in namespaces of its own; `run` is tried by a script that also ends it again."""
    command = "python3 -m scripts.fresh_run" if target == "run" else f"make {shlex.quote(target)}"
    home = f"/home/{VISITOR}" if as_user else "/root"
    variables = {
        **borrowed.environment(), "PATH": PATH, "HOME": home, "LANG": "C.UTF-8", "CI": "true",
        "CALLOUT_PORT": PORT,
    }  # fmt: skip
    account = ["setpriv", "--reuid", VISITOR, "--regid", VISITOR, "--init-groups"] if as_user else []
    inner = ["env", "-i", *(f"{name}={value}" for name, value in variables.items()), *account,
             "bash", "-c", f"cd {home}/callout && exec {command}"]  # fmt: skip
    script = "\n".join(["set -e", *mounts(root), f"exec chroot {shlex.quote(str(root))} {shlex.join(inner)}"])
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", script],
        cwd="/", stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return done.returncode


def mounts(root: Path) -> list[str]:
    """Shell lines that mount what a root needs, and this machine's local package folders, read-only."""
    lines = [
        f"mount -t proc proc {root}/proc",
        f"mount --rbind /sys {root}/sys",
        f"mount --rbind /dev {root}/dev",
        f"mount -t tmpfs tmpfs {root}/dev/shm",
    ]
    for folder in borrowed.local_folders():
        inside = shlex.quote(str(root / folder.relative_to("/")))
        lines += [f"mkdir -p {inside}", f"mount --bind -o ro {shlex.quote(str(folder))} {inside}"]
    return lines


def clean_up(place: Path) -> None:
    """Remove the root. The namespace took its mounts with it; below one that is left nothing is touched."""
    left = [
        line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines() if str(place) in line
    ]
    for mount in sorted(left, reverse=True):
        subprocess.run(["umount", "--lazy", mount], check=False)
    subprocess.run(["rm", "-rf", "--one-file-system", str(place)], check=False)


if __name__ == "__main__":
    run_as_command(main)
