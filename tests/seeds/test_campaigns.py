"""The ready-made rules come with the city that has some, once, and as its manager's."""

from datetime import date

import psycopg
import pytest

from bootstrap.seeding.load import load_city
from bootstrap.seeding.model import SeedPlan
from domain.promotions.rules.model import BatchKind
from domain.promotions.rules.read_rules import read_rules
from tests.seeds.test_generate import STAFF
from tests.support.database import Database


@pytest.mark.parametrize(("code", "expected"), [("la_serena", 1), ("yunxi", 0)])
def test_a_city_is_seeded_with_its_rules_once(database: Database, code: str, expected: int) -> None:
    plan = SeedPlan(code, date(2026, 3, 2), STAFF, days=1, workers=3, households=3)
    city = load_city(database.owner, plan)
    load_city(database.owner, plan)
    with psycopg.connect(database.app) as connection:
        found = connection.execute(
            "SELECT region_id, version, content, published_by, effective_at <= now() FROM rule_sets"
        ).fetchall()
    assert len(found) == expected
    for region_id, version, content, publisher, is_live in found:
        rules = read_rules(content)
        assert (region_id, version, is_live) == (city.region.id, 1, True)
        assert publisher in {one.id for one in city.staff}
        assert (rules.currency, rules.decimals) == (city.region.currency, city.region.currency_exponent)
        assert {batch.kind for batch in rules.batches} == set(BatchKind)
