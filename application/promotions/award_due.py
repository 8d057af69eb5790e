"""How the clock's runs award what is due: each in a unit of its own, no trouble stops the others."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from application.loyalty.booking import insist
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.awarding import Happening, award_for
from application.promotions.means import Means
from application.promotions.telling import tell_award
from domain.loyalty.refusals import RequestIdReused
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.programme.refusals import OccasionKnown
from domain.shared.errors import DomainError
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class Due:
    """What happened, and what is remembered in the same commit: either both are stored or neither."""

    happening: Happening
    remember: Callable[[UnitOfWork], None]


async def award_due(new_uow: NewUnit, means: Means, due: Sequence[Due]) -> None:
    """What another process was faster at is skipped. Where a region has no rule for it, many go in one unit.

    Raises the first refusal, after all were tried: what is not remembered is due again.
    """
    rules = await _rules_of(new_uow, means, due)
    quiet = [one for one in due if not _ready(one, rules)]
    singles = [one for one in due if _ready(one, rules)]
    try:
        await _together(new_uow, means, quiet, rules)
    except OccasionKnown:
        singles += quiet
    failed: list[DomainError] = []
    for one in singles:
        try:
            with suppress(OccasionKnown, RequestIdReused):
                await insist(_attempt(new_uow, means, [one], rules))
        except DomainError as error:
            failed.append(error)
    if failed:
        raise failed[0]


async def _rules_of(new_uow: NewUnit, means: Means, due: Sequence[Due]) -> Mapping[RegionId, Rules]:
    """Of one moment, which all of them share."""
    found: dict[RegionId, Rules] = {}
    async with new_uow() as uow:
        for source in (one.happening.source for one in due):
            if source.region_id not in found:
                found[source.region_id] = await means.rules.at(uow, source.region_id, source.at)
    return found


def _ready(one: Due, rules: Mapping[RegionId, Rules]) -> bool:
    return bool(rules[one.happening.source.region_id].by_trigger[one.happening.trigger])


async def _together(
    new_uow: NewUnit, means: Means, due: Sequence[Due], rules: Mapping[RegionId, Rules]
) -> None:
    if due:
        await _attempt(new_uow, means, due, rules)(False)


def _attempt(
    new_uow: NewUnit, means: Means, due: Sequence[Due], rules: Mapping[RegionId, Rules]
) -> Callable[[bool], Awaitable[None]]:
    async def attempt(_: bool) -> None:
        async with new_uow() as uow:
            for one in due:
                one.remember(uow)
                source, trigger = one.happening.source, one.happening.trigger
                awarded = await award_for(uow, means, one.happening, rules[source.region_id])
                tell_award(uow, means.ids, source, trigger, awarded)
            await uow.commit()

    return attempt
