"""The page that is printed once everything is up, and kept beside the data."""

from pathlib import Path
from typing import Final

from bootstrap.demo_accounts import DemoAccount, load_or_make, write_private
from bootstrap.settings import CodeChannel, Mode, Settings

FILE_NAME: Final = "ACCESS.txt"
ADDRESSES: Final = (
    ("Homeowner app", "/"),
    ("Worker app", "/worker/"),
    ("Admin", "/admin/"),
    ("API reference", "/docs"),
    ("API document", "/api/v1/openapi.json"),
)


def welcome(settings: Settings) -> str:
    """Addresses and, in a demo, the accounts with their passwords."""
    lines = ["", f"Callout runs at {settings.base_url}", ""]
    lines += [f"  {title:<14} {settings.base_url}{path}" for title, path in ADDRESSES]
    if settings.mode is Mode.DEMO:
        lines += ["", "Demo accounts", *_accounts(load_or_make(settings.data))]
        if settings.code_channel is CodeChannel.FILE:
            lines.append(f"  Codes for phones are written to {settings.codes_file}")
    lines += ["", f"Data: {settings.data}   Logs: {settings.logs}   Ctrl-C ends everything.", ""]
    return "\n".join(lines)


def keep_welcome(settings: Settings, text: str) -> Path:
    """Write the page beside the data, readable by its owner only."""
    file = settings.data / FILE_NAME
    write_private(file, text)
    return file


def _accounts(accounts: list[DemoAccount]) -> list[str]:
    return [
        f"  {one.role:<12} {one.sign_in:<18} {one.password or 'by code':<14} {one.note}".rstrip()
        for one in accounts
    ]
