"""Settings are read once, checked, and say what is wrong with them."""

import inspect
import re
from pathlib import Path

import pytest

from bootstrap.container import seals_of
from bootstrap.settings import ROOT, ClockKind, CodeChannel, Mode, SettingsError, read_settings

OWN_SERVER = {"DATABASE_URL": "postgresql://app@db/callout"}
PRODUCTION = {**OWN_SERVER, "CALLOUT_MODE": "production", "CALLOUT_SECRET": "long and random"}


def test_the_default_is_a_demo_on_the_loopback_address_with_an_embedded_database(tmp_path: Path) -> None:
    settings = read_settings({"CALLOUT_DATA": str(tmp_path)})
    assert (settings.mode, settings.host, settings.port) == (Mode.DEMO, "127.0.0.1", 8000)
    assert settings.is_embedded
    assert "callout_app@" in settings.app_dsn
    assert "callout_owner@" in settings.owner_dsn


def test_a_server_of_ones_own_switches_the_embedded_database_off() -> None:
    settings = read_settings(OWN_SERVER)
    assert not settings.is_embedded
    assert settings.app_dsn == settings.owner_dsn == OWN_SERVER["DATABASE_URL"]


def test_the_owner_of_the_tables_may_be_another_role_than_the_applications() -> None:
    settings = read_settings({**OWN_SERVER, "CALLOUT_OWNER_URL": "postgresql://owner@db/callout"})
    assert settings.owner_dsn == "postgresql://owner@db/callout"


def test_every_setting_stands_in_the_operators_manual() -> None:
    read = re.findall(r'"(CALLOUT_[A-Z_]+)"', Path(inspect.getfile(read_settings)).read_text())
    manual = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in sorted({*read, "DATABASE_URL"}) if f"`{name}`" not in manual] == []


def test_production_takes_real_adapters_by_default() -> None:
    settings = read_settings(PRODUCTION)
    assert (settings.code_channel, settings.clock) == (CodeChannel.SMS, ClockKind.REAL)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"CALLOUT_CODES": "file"}, "CALLOUT_CODES=file"),
        ({"CALLOUT_CLOCK": "movable"}, "CALLOUT_CLOCK=movable"),
        ({"CALLOUT_SECRET": ""}, "CALLOUT_SECRET"),
    ],
)
def test_production_refuses_the_parts_of_a_demo(change: dict[str, str], word: str) -> None:
    with pytest.raises(SettingsError, match=word):
        read_settings({**PRODUCTION, **change})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CALLOUT_MODE", "test"),
        ("CALLOUT_PORT", "eight thousand"),
        ("CALLOUT_PORT", "0"),
        ("CALLOUT_PORT", "65536"),
        ("CALLOUT_API_PROCESSES", "-1"),
        ("CALLOUT_CLOCK", "sundial"),
        ("DATABASE_URL", "mysql://db/callout"),
        ("CALLOUT_OWNER_URL", "host=db"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({**OWN_SERVER, name: value})


def test_what_an_earlier_secret_sealed_still_fits_also_that_of_the_data_folder(tmp_path: Path) -> None:
    first, second, third = ({**OWN_SERVER, "CALLOUT_DATA": str(tmp_path)} for _ in range(3))
    second["CALLOUT_SECRET"] = "s" * 40
    third |= {"CALLOUT_SECRET": "t" * 40, "CALLOUT_OLDER_SECRETS": f" {'s' * 40} "}
    by_file, by_setting, by_newest = (seals_of(read_settings(one)) for one in (first, second, third))
    for older, newer in ((by_file, by_setting), (by_file, by_newest), (by_setting, by_newest)):
        assert newer.fits("a row", older.over("a row"))
        assert not older.fits("a row", newer.over("a row"))
        assert not newer.fits("another row", older.over("a row"))
