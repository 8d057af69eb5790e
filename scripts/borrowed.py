"""The machine's own package settings, read when they are needed and written down nowhere.

An empty root must reach packages the way this machine does: apt sources and options, pip and npm settings,
certificates, name resolution, and local folders that those settings point to.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# Folders and files under / that hold package settings; the absent ones are passed over.
SYSTEM_SETTINGS: Final = (
    "etc/apt/sources.list", "etc/apt/sources.list.d", "etc/apt/apt.conf", "etc/apt/apt.conf.d",
    "etc/apt/auth.conf", "etc/apt/auth.conf.d", "etc/apt/preferences.d", "etc/apt/keyrings",
    "etc/apt/trusted.gpg.d", "etc/pip.conf", "etc/xdg/pip", "etc/npmrc", "etc/ssl/certs",
    "usr/local/share/ca-certificates", "etc/resolv.conf", "etc/hosts",
)  # fmt: skip
HOME_SETTINGS: Final = (".npmrc", ".config/pip", ".pip", ".netrc")
VARIABLES: Final = re.compile(
    r"^(PIP|UV|NPM_CONFIG|NODE_EXTRA|SSL|REQUESTS|CURL)_|_proxy$|CA_BUNDLE$|_CERTS?(_|$)", re.IGNORECASE
)
LOCAL_PATH: Final = re.compile(r"(?:file://)?(/[^\s,;'\"]+)")


@dataclass(frozen=True, slots=True)
class AptSource:
    """Where this machine takes its release from."""

    suite: str
    uri: str
    keyring: str | None


def apt_source(settings: Path = Path("/etc/apt")) -> AptSource:
    """The first source of this machine's own release, in either of apt's two notations.

    Raises:
        LookupError: there is none.
    """
    suite = release()
    for stanza in _stanzas(settings):
        if suite in stanza.get("suites", "").split() and "deb" in stanza.get("types", "").split():
            return AptSource(suite, stanza["uris"].split()[0], stanza.get("signed-by"))
    raise LookupError(f"no apt source of this machine serves {suite!r}")


def environment() -> dict[str, str]:
    """The variables that tell package clients where to go and whom to trust."""
    return {name: value for name, value in os.environ.items() if VARIABLES.search(name)}


def copy_settings(root: Path, home: Path) -> None:
    """Put the settings into `root` under the same names; those of our home into `home` (inside `root`)."""
    pairs = [(Path("/") / name, root / name) for name in SYSTEM_SETTINGS]
    pairs += [(Path.home() / name, home / name) for name in HOME_SETTINGS]
    pairs += [
        (path, root / path.relative_to("/")) for path in map(Path, environment().values()) if path.is_file()
    ]
    for source, target in pairs:
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            names = [f"{source}/.", f"{target}/"] if source.is_dir() else [str(source), str(target)]
            if source.is_dir():
                target.mkdir(exist_ok=True)
            # Links are followed, since what they lead to may not be there; dangling ones are of no use.
            command = ["cp", "--recursive", "--dereference", "--remove-destination", *names]
            subprocess.run(command, capture_output=True, check=False)


def local_folders() -> list[Path]:
    """Folders of this machine that pip's and npm's settings point to: to be seen in the root too.

    A local index lies beside the files that it lists, so that its parent is what counts.
    """
    texts = [
        value for name, value in environment().items() if name.upper().startswith(("PIP_", "UV_", "NPM_"))
    ]
    for folder in (
        Path("/etc/pip.conf"),
        Path("/etc/xdg/pip"),
        *(Path.home() / name for name in HOME_SETTINGS),
    ):
        files = [folder] if folder.is_file() else sorted(folder.rglob("*.conf")) if folder.is_dir() else []
        texts += [file.read_text(errors="replace") for file in files]
    named = {Path(hit) for text in texts for hit in LOCAL_PATH.findall(text)}
    found = {path.parent if len(path.parts) > 3 else path for path in named if path.is_dir()}
    return sorted(path for path in found if len(path.parts) > 2 and path.parts[1] != "etc")


def release() -> str:
    """This machine's code name, such as `bookworm`."""
    told = subprocess.run(
        ["sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME"], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def _stanzas(folder: Path) -> Iterator[dict[str, str]]:
    for file in sorted(folder.glob("sources.list.d/*.sources")):
        for block in re.split(r"\n\s*\n", file.read_text()):
            fields = (line.partition(":") for line in block.splitlines() if re.match(r"[A-Za-z-]+:", line))
            yield {name.lower(): value.strip() for name, _, value in fields}
    for file in [folder / "sources.list", *sorted(folder.glob("sources.list.d/*.list"))]:
        for line in file.read_text().splitlines() if file.is_file() else []:
            words = re.sub(r"\[.*?\]", "", line).split()
            if len(words) > 2 and words[0] == "deb":
                yield {"types": "deb", "uris": words[1], "suites": words[2]}
