"""Who may sign in to a demo installation: made at the first run, kept beside the data with mode 0600."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

FILE_NAME: Final = "demo-accounts.json"
STAFF: Final = ("reviewer", "dispatcher", "manager")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """`sign_in` is a user name when there is a password, else a phone number that gets a code."""

    role: str
    sign_in: str
    password: str | None = None
    note: str = ""


def load_or_make(data: Path) -> list[DemoAccount]:
    """The accounts of the data folder; at the first call the staff accounts with fresh passwords."""
    file = data / FILE_NAME
    if file.exists():
        return [DemoAccount(**entry) for entry in json.loads(file.read_text())]
    made = [DemoAccount(role, role, secrets.token_urlsafe(9)) for role in STAFF]
    save(data, made)
    return made


def save(data: Path, accounts: list[DemoAccount]) -> None:
    """Keep `accounts`; the seed adds the phones of its homeowners and workers this way."""
    write_private(
        data / FILE_NAME, json.dumps([asdict(one) for one in accounts], indent=1, ensure_ascii=False)
    )


def write_private(file: Path, text: str) -> None:
    """Replace `file` whole, readable by its owner only from its first moment."""
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
        target.write(text)
    draft.replace(file)
