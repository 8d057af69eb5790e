"""Fill the database with the demo city; what is there stays, missing days of shifts are added."""

import argparse
from datetime import UTC, date, datetime, timedelta

from bootstrap.demo_accounts import DemoAccount, load_or_make, save
from bootstrap.seeding.coverage import SHIFTS_AHEAD, has_shifts_until
from bootstrap.settings import Mode, Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--city", help="a city that ships with the product (default: CALLOUT_DEMO_CITY)")
    parser.add_argument("--workers", type=int, help="how many workers (default: the city's own number)")
    parser.add_argument("--households", type=int, help="how many households")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if settings.mode is not Mode.DEMO:
        print("The demo city is for demo mode only; nothing was changed.")
        return 1
    today = datetime.now(UTC).date()
    code = arguments.city or settings.demo_city
    reach = has_shifts_until(settings.owner_dsn, code, today + SHIFTS_AHEAD)
    if reach:
        print("The demo city is there.")
    else:
        print(_fill(arguments, settings, today - timedelta(days=1), is_new=reach is None))
    return 0


def _fill(arguments: argparse.Namespace, settings: Settings, first_day: date, *, is_new: bool) -> str:
    from bootstrap.seeding.load import carry_shifts_on, load_city
    from bootstrap.seeding.model import SeedPlan, StaffSeat
    from domain.identity.roles import Role

    accounts = [one for one in load_or_make(settings.data) if one.password]
    seats = tuple(StaffSeat(Role(one.role), one.sign_in, one.password or "") for one in accounts)
    code = arguments.city or settings.demo_city
    plan = SeedPlan(code, first_day, seats, workers=arguments.workers, households=arguments.households)
    if not is_new:
        carry_shifts_on(settings.owner_dsn, plan)
        return "The demo city got shifts for the next days."
    city = load_city(settings.owner_dsn, plan)
    phones = [DemoAccount("homeowner", str(one.phone), None, one.display_name) for one in city.homeowners[:3]]
    phones += [
        DemoAccount("worker", str(one.phone), None, one.display_name) for one in city.worker_accounts[:3]
    ]
    save(settings.data, accounts + phones)
    return f"{city.region.name.en}: {len(city.workers)} workers, {len(city.addresses)} households."
