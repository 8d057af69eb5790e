"""Fill the database with the demo city; what is there stays, missing days of shifts are added."""

import argparse
from datetime import UTC, datetime, timedelta

from bootstrap.demo_accounts import DemoAccount, load_or_make, save
from bootstrap.settings import Mode, Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--city", default="la_serena", help="a city that ships with the product")
    parser.add_argument("--workers", type=int, help="how many workers (default: the city's own number)")
    parser.add_argument("--households", type=int, help="how many households")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from bootstrap.seeding.load import SHIFTS_AHEAD, carry_shifts_on, has_shifts_until, load_city
    from bootstrap.seeding.model import SeedPlan, StaffSeat
    from domain.identity.roles import Role

    if settings.mode is not Mode.DEMO:
        print("The demo city is for demo mode only; nothing was changed.")
        return 1
    today = datetime.now(UTC).date()
    accounts = load_or_make(settings.data)
    seats = tuple(StaffSeat(Role(one.role), one.sign_in, one.password) for one in accounts if one.password)
    plan = SeedPlan(
        arguments.city,
        today - timedelta(days=1),
        seats,
        workers=arguments.workers,
        households=arguments.households,
    )
    reach = has_shifts_until(settings.owner_dsn, arguments.city, today + SHIFTS_AHEAD)
    if reach:
        print("The demo city is there.")
    elif reach is None:
        city = load_city(settings.owner_dsn, plan)
        phones = [
            DemoAccount("homeowner", str(one.phone), None, one.display_name) for one in city.homeowners[:3]
        ] + [
            DemoAccount("worker", str(one.phone), None, one.display_name) for one in city.worker_accounts[:3]
        ]
        save(settings.data, [one for one in accounts if one.password] + phones)
        print(f"{city.region.name.en}: {len(city.workers)} workers, {len(city.addresses)} households.")
    else:
        carry_shifts_on(settings.owner_dsn, plan)
        print("The demo city got shifts for the next days.")
    return 0
