"""From JSON to limits and budgets."""

from domain.promotions.money.rounding import MAX_MINOR
from domain.promotions.reader import Place
from domain.promotions.rules.limits import Budget, Limit, Measure, Period, Scope


def read_limit(place: Place) -> Limit:
    place.keys("scope", "measure", "at_most", "period")
    return Limit(
        scope=place.at("scope").one_of(Scope),
        measure=place.at("measure").one_of(Measure) if place.has("measure") else Measure.USES,
        at_most=place.at("at_most").whole(1, MAX_MINOR),
        period=place.at("period").one_of(Period) if place.has("period") else Period.EVER,
    )


def read_budget(place: Place) -> Budget:
    place.keys("measure", "at_most")
    return Budget(place.at("measure").one_of(Measure), place.at("at_most").whole(1, MAX_MINOR))
