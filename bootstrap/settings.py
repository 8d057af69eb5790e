"""Settings: one frozen record, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

from adapters.persistence.embedded import roles
from adapters.persistence.embedded.site import choose_site

ROOT: Final = Path(__file__).resolve().parents[1]
Kind = TypeVar("Kind", bound=StrEnum)


class SettingsError(ValueError):
    """A setting that cannot be; the message names it and says what would do."""


class Mode(StrEnum):
    """What the installation is for. Only the choice and the refusal of adapters depend on it."""

    DEMO = "demo"
    PRODUCTION = "production"


class CodeChannel(StrEnum):
    """How one-time codes reach a phone; FILE is a private file beside the data."""

    FILE = "file"
    SMS = "sms"


class ClockKind(StrEnum):
    """Whether business time may be moved through the API."""

    MOVABLE = "movable"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an installation may choose. Paths are absolute, `*_dsn` are libpq URIs.

    `owner_dsn` is for migrations and seeds alone; with the embedded cluster both DSNs are derived from
    `data`, and `is_embedded` tells the supervisor to run that cluster.
    """

    mode: Mode
    data: Path
    host: str
    port: int
    api_processes: int
    is_embedded: bool
    app_dsn: str
    owner_dsn: str
    pool_size: int
    frontends: Path
    code_channel: CodeChannel
    clock: ClockKind
    secret: str | None
    older_secrets: tuple[str, ...]
    min_client_version: str
    phone_country: str
    clients_share_addresses: bool
    requires_totp: bool
    demo_city: str
    proxies: int
    days_of_ticks: int
    solvers: int
    ray_address: str | None

    @property
    def photos(self) -> Path:
        return self.data / "photos"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def codes_file(self) -> Path:
        """Where the FILE channel writes one-time codes, mode 0600."""
        return self.data / "codes.txt"

    @property
    def base_url(self) -> str:
        return f"http://{self.host}:{self.port}"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read `CALLOUT_*` and `DATABASE_URL`; docs/operations.md lists them.

    Raises:
        SettingsError: a value is unknown or out of range, or does not go with the mode.
    """
    mode = _choice(environment, "CALLOUT_MODE", Mode, Mode.DEMO)
    data = Path(environment.get("CALLOUT_DATA") or ROOT / ".data").absolute()
    app_dsn, owner_dsn, is_embedded = _dsns(environment, data)
    is_demo = mode is Mode.DEMO
    settings = Settings(
        mode=mode,
        data=data,
        host=environment.get("CALLOUT_HOST") or "127.0.0.1",
        port=_number(environment, "CALLOUT_PORT", 8000, 1, 65535),
        api_processes=_number(environment, "CALLOUT_API_PROCESSES", min(os.cpu_count() or 1, 4), 1, 64),
        is_embedded=is_embedded,
        app_dsn=app_dsn,
        owner_dsn=owner_dsn,
        pool_size=_number(environment, "CALLOUT_POOL_SIZE", 8, 1, 100),
        frontends=Path(environment.get("CALLOUT_FRONTENDS") or ROOT / ".build" / "frontends").absolute(),
        code_channel=_choice(
            environment, "CALLOUT_CODES", CodeChannel, CodeChannel.FILE if is_demo else CodeChannel.SMS
        ),
        clock=_choice(
            environment, "CALLOUT_CLOCK", ClockKind, ClockKind.MOVABLE if is_demo else ClockKind.REAL
        ),
        secret=environment.get("CALLOUT_SECRET") or None,
        older_secrets=tuple((environment.get("CALLOUT_OLDER_SECRETS") or "").split()),
        min_client_version=environment.get("CALLOUT_MIN_CLIENT_VERSION") or "0.1.0",
        phone_country=environment.get("CALLOUT_PHONE_COUNTRY") or "CL",
        clients_share_addresses=_yes(environment, "CALLOUT_SHARED_ADDRESSES", default=is_demo),
        requires_totp=_yes(environment, "CALLOUT_TOTP", default=not is_demo),
        proxies=_number(environment, "CALLOUT_PROXIES", 0, 0, 10),
        solvers=_number(environment, "CALLOUT_SOLVERS", min(os.cpu_count() or 1, 8), 1, 64),
        ray_address=environment.get("CALLOUT_RAY_ADDRESS") or None,
        days_of_ticks=_number(environment, "CALLOUT_DAYS_OF_TICKS", 30, 0, 3650),
        demo_city=environment.get("CALLOUT_DEMO_CITY") or "la_serena",
    )
    _refuse_demo_parts_in_production(settings)
    return settings


def _refuse_demo_parts_in_production(settings: Settings) -> None:
    if settings.mode is not Mode.PRODUCTION:
        return
    wrong = {
        "CALLOUT_CODES=file (codes would lie in a file)": settings.code_channel is CodeChannel.FILE,
        "CALLOUT_CLOCK=movable (anybody allowed could move deadlines)": settings.clock is ClockKind.MOVABLE,
        "no CALLOUT_SECRET (signed addresses need one that survives the disk)": settings.secret is None,
    }
    found = [reason for reason, is_wrong in wrong.items() if is_wrong]
    if found:
        raise SettingsError(f"CALLOUT_MODE=production refuses: {'; '.join(found)}")


def _dsns(environment: Mapping[str, str], data: Path) -> tuple[str, str, bool]:
    own = environment.get("DATABASE_URL")
    if not own:
        site = choose_site(data)
        return site.dsn(roles.APP, roles.DATABASE), site.dsn(roles.OWNER, roles.DATABASE), True
    owner = environment.get("CALLOUT_OWNER_URL") or own
    for name, dsn in (("DATABASE_URL", own), ("CALLOUT_OWNER_URL", owner)):
        if urlsplit(dsn).scheme not in {"postgresql", "postgres"}:
            raise SettingsError(f"{name} must look like postgresql://user@host/database")
    return own, owner, False


def _number(environment: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingsError(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return int(text)


def _yes(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = environment.get(name) or ("yes" if default else "no")
    if text not in {"yes", "no"}:
        raise SettingsError(f"{name} must be yes or no, not {text!r}")
    return text == "yes"


def _choice(environment: Mapping[str, str], name: str, kind: type[Kind], default: Kind) -> Kind:
    text = environment.get(name) or default.value
    try:
        return kind(text)
    except ValueError:
        raise SettingsError(f"{name} must be one of {', '.join(kind)}, not {text!r}") from None
