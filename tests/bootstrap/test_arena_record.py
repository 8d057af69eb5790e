"""`callout arena record` and `replay` on what the product wrote into PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import psycopg
import pytest

from application.orders.approve_order import ApproveOrder, ApproveOrderHandler
from application.orders.place_order import PlaceOrder, PlaceOrderHandler
from application.promotions.typed_codes import NobodyGuesses
from arena.recorded.bounds import unpacked
from arena.recorded.file import read_day, write_day
from bootstrap.background import loops
from bootstrap.cli import main
from bootstrap.container import Container
from bootstrap.seeding.model import SeedCity
from domain.dispatching.matching import SolverReason
from domain.identity.roles import Role
from domain.shared.time import Window
from tests.support.database import Database
from tests.support.town import Town, running_parts, seed_town

DAY = date(2026, 3, 3)
TEN = datetime(2026, 3, 3, 2, tzinfo=UTC)  # ten o'clock in Yunxi
ORDERS = 6
DAY_S = 24 * 3600
NOTE = "the bell is broken, ask for Ximena"


@pytest.fixture
def city(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SeedCity:
    """Yunxi at ten o'clock, and the command told of its database."""
    monkeypatch.setenv("DATABASE_URL", database.app)
    monkeypatch.setenv("CALLOUT_DATA", str(tmp_path))
    with psycopg.connect(database.owner) as connection:
        connection.execute("UPDATE business_clock SET real_anchor = now(), business_anchor = %s", (TEN,))
    return seed_town(database, first_day=DAY)


def live(database: Database, city: SeedCity, data: Path) -> None:
    """Some households order, the office approves, and the product dispatches once."""

    async def ordered() -> None:
        async with running_parts(database, data) as parts:
            for number in range(ORDERS):
                await order(parts, Town(city, database), number)

    asyncio.run(ordered())
    assert main(["dispatch"]) == 0


async def forgotten(database: Database, data: Path) -> None:
    """As the background process forgets, every minute."""
    async with running_parts(database, data) as parts:
        await next(one for one in loops(parts) if one.name == "forgetting").step()


def kept(database: Database) -> int:
    with psycopg.connect(database.app) as connection:
        row = connection.execute("SELECT count(*) FROM dispatch_ticks").fetchone()
    assert row is not None
    return int(row[0])


async def order(parts: Container, town: Town, number: int) -> None:
    owner, clock = town.homeowner(number), parts.clock()
    assert owner.account_id is not None
    plain = [one for one in town.city.catalogue.services if one.min_level == 1]
    service = plain[number % len(plain)]
    price = next(one for one in town.city.prices if one.service_id == service.id).price_minor
    start = clock.now() + timedelta(minutes=45)
    window = Window(start, start + timedelta(hours=3))
    address = town.address_of(owner)
    place = PlaceOrder(owner, owner.account_id, address.id, service.id, window, NOTE, price)
    made = parts.new_uow(), clock, parts.ids(), parts.judge(), parts.live_rules(), NobodyGuesses()
    receipt = await PlaceOrderHandler(*made)(place)
    approve = ApproveOrder(town.staff(Role.REVIEWER), receipt.order_id, None)
    await ApproveOrderHandler(parts.new_uow(), clock)(approve)


def test_one_kept_question_is_asked_again_by_the_command_which_notices_a_changed_row(
    database: Database, city: SeedCity, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live(database, city, tmp_path)
    with psycopg.connect(database.owner) as connection:
        ((tick_id,),) = connection.execute("SELECT id FROM dispatch_ticks").fetchall()
    capsys.readouterr()
    assert main(["dispatch", "--replay", str(tick_id)]) == 0
    told = capsys.readouterr().out
    assert "The same answer." in told
    assert "The row is as written." in told
    with psycopg.connect(database.owner) as connection:
        connection.execute("UPDATE dispatch_ticks SET assigned = assigned - 0")
    assert main(["dispatch", "--replay", str(tick_id)]) == 1
    told = capsys.readouterr().out
    assert "Another answer." in told
    assert "The row was CHANGED." in told
    assert main(["dispatch", "--replay", str(UUID(int=1))]) == 1


def test_a_day_is_recorded_replayed_and_played_and_nobody_is_named_in_it(
    database: Database, city: SeedCity, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live(database, city, tmp_path)
    dispatched = int(capsys.readouterr().out.split()[1])
    assert dispatched > 1
    file = tmp_path / "day.json.gz"

    assert main(["arena", "record", "--day", str(DAY), "--out", str(file)]) == 0
    assert f"yunxi on {DAY}: {ORDERS} orders" in capsys.readouterr().out
    day = read_day(file)
    (tick,) = day.ticks
    assert len(tick.assigned) == dispatched
    assert tick.streets.startswith("streets-")
    assert sum(len(one.offers) for one in day.orders) == dispatched
    nobody_is_named(city, [msgspec.json.encode(day), unpacked(tick.question)])

    assert main(["arena", "replay", "--from-orders", str(file)]) == 0
    told = capsys.readouterr().out
    assert "1 questions recorded; 1 asked again: 1 answered the same, 0 otherwise." in told
    assert f"{dispatched} of {dispatched} assignments are the same." in told

    command = ["arena", "replay", "--from-orders", str(file), "--seeds", "2", "--processes", "1"]
    assert main([*command, "--policy", "match", "--policy", "insertion"]) == 0
    told = capsys.readouterr().out
    assert "recorded" in told
    assert "insertion" in told

    doctored = replace(day, ticks=(replace(tick, assigned=tick.assigned[1:]),))
    write_day(doctored, file)
    assert main(["arena", "replay", "--from-orders", str(file)]) == 1
    assert f"visit {tick.assigned[0][0]} went to nobody" in capsys.readouterr().out

    write_day(replace(day, ticks=(replace(tick, solver_reason=SolverReason.DEADLINE),)), file)
    assert main(["arena", "replay", "--from-orders", str(file)]) == 0
    assert "Not reproducible, a limit cut them short" in capsys.readouterr().out


def test_questions_are_kept_for_so_many_days_of_business_time(
    database: Database, city: SeedCity, tmp_path: Path
) -> None:
    live(database, city, tmp_path)
    main(["clock", "--advance", str(29 * DAY_S)])
    asyncio.run(forgotten(database, tmp_path))
    assert kept(database) == 1
    main(["clock", "--advance", str(2 * DAY_S)])
    asyncio.run(forgotten(database, tmp_path))
    assert kept(database) == 0


def test_no_question_is_kept_where_none_shall_be(
    database: Database, city: SeedCity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLOUT_DAYS_OF_TICKS", "0")
    live(database, city, tmp_path)
    assert kept(database) == 0


def nobody_is_named(city: SeedCity, bodies: list[bytes]) -> None:
    for body in bodies:
        text = msgspec.json.encode(msgspec.json.decode(body)).decode()
        for word in personal(city):
            assert word not in text
        assert "Ximena" not in text
        for account in city.accounts:
            assert not account.phone or str(account.phone) not in text
        for owner in city.homeowners:
            assert str(owner.id) not in text


def personal(city: SeedCity) -> set[str]:
    """But for the demo's staff, whose names are those of their roles."""
    names = {account.display_name for account in city.accounts} | {one.name for one in city.workers}
    lines = {one.line for one in city.addresses}
    return (names | lines) - {role.value for role in Role}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--day", "yesterday"), "--day yesterday"),
        (("--day", "2026-03-02"), "has no orders"),
        (("--day", "2026-03-04"), "has not begun"),
        (("--day", "2026-03-03", "--region", "atlantis"), "no region 'atlantis': there are yunxi"),
    ],
)
def test_what_cannot_be_recorded_is_told_in_a_line(
    city: SeedCity, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert main(["arena", "record", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_without_a_database_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql:///callout?host={tmp_path}")
    assert main(["arena", "record", "--day", str(DAY)]) == 2
    assert "callout arena: no database:" in capsys.readouterr().err


def test_an_old_database_is_told_to_migrate(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_database.app)
    assert main(["arena", "record", "--day", str(DAY)]) == 2
    assert "`callout migrate` first" in capsys.readouterr().err


def test_a_file_that_is_no_day_and_a_rule_that_is_none_are_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.json"
    file.write_text("no day")
    assert main(["arena", "replay", "--from-orders", str(file)]) == 2
    assert "is not JSON" in capsys.readouterr().err
    assert main(["arena", "replay", "--from-orders", str(file), "--policy", "luck"]) == 2
    assert "no rule 'luck'" in capsys.readouterr().err
    assert main(["arena", "replay", "--from-orders", str(file), "--seeds", "0"]) == 2
    assert "--seeds" in capsys.readouterr().err
