"""The price engine: list price, campaigns, coupons, points, in one pure evaluation.

The same call serves a quote, an order, a preview and, with `refunding`, what goes back.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from domain.promotions.cart import Scene
from domain.promotions.conditions.fields import fixed_readings
from domain.promotions.pricing.basket import Ask, Basket, Presented, Tell
from domain.promotions.pricing.best import BestSearch
from domain.promotions.pricing.compile_rules import Ready, Rules
from domain.promotions.pricing.paying import points_by_line, points_to_use, tendered
from domain.promotions.pricing.result import Applied, Priced, PricedLine, Reason, Refused, Search, Totals
from domain.promotions.pricing.sequence import Slot, State, slots
from domain.promotions.pricing.standing import Barred, Standing
from domain.promotions.pricing.trying import Candidate, Offer, Trial
from domain.promotions.pricing.walking import Walk
from domain.promotions.rules.model import Trigger, normal_code
from domain.shared.time import require_aware

USUAL = Ask()


def evaluate(basket: Basket, rules: Rules, now: datetime, ask: Ask = USUAL) -> Priced:
    """What the basket costs at `now` under these rules and the policies they were compiled for.

    Raises `CartMalformed`, `ReadingsMalformed`, `MomentIsNaive`. Whatever does not apply is told, not raised.
    """
    source = rules.source
    scene = Scene(basket.lines, fixed_readings(basket.readings, require_aware(now), source.zone))
    standing = Standing(basket.usage, now, source.zone)
    automatic = rules.automatic
    if ask.tell is Tell.CODES:
        automatic = tuple(rules.sieved[i] for i in rules.sieve.kept(scene, scene.opening().listed))
    candidates, barred = _stood(_asked(automatic, basket.codes, rules), standing, ask.tell)
    order = slots(candidates, source.policies.order)
    trial = Trial(scene, source.policies)
    state, refused, search = _applied(order, trial, ask)
    return _priced(basket, rules, state, (*barred, *refused), search)


Asked = tuple[Ready, str | None, int]


def _stood(
    asked: Iterable[Asked | Refused], standing: Standing, tell: Tell
) -> tuple[list[Candidate], list[Refused]]:
    """The promotions that may be tried, and those that may not, with the reason."""
    candidates, refused = list[Candidate](), list[Refused]()
    for each in asked:
        if isinstance(each, Refused):
            refused.append(each)
            continue
        ready, code, entered = each
        found = standing.of(ready)
        if not isinstance(found, Barred):
            candidates.append(Candidate(ready, found, code, entered))
        elif code is not None or (tell is not Tell.CODES and found.reason is not Reason.NOT_PUBLISHED):
            refused.append(Refused(ready.promotion.id, found.reason, code, left=found.left))
    return candidates, refused


def _asked(automatic: Iterable[Ready], codes: Sequence[Presented], rules: Rules) -> Iterator[Asked | Refused]:
    """What is looked at, and the codes behind which there is nothing."""
    for ready in automatic:
        yield ready, None, -1
    seen: set[str] = set()
    for i, presented in enumerate(codes):
        found = _behind(presented, rules)
        if found is None:
            yield Refused(None, Reason.CODE_UNKNOWN, presented.code)
        elif found.promotion.id in seen:
            yield Refused(found.promotion.id, Reason.CODE_TWICE, presented.code)
        else:
            seen.add(found.promotion.id)
            yield found, presented.code, i


def _behind(presented: Presented, rules: Rules) -> Ready | None:
    if presented.promotion is None:
        return rules.by_code.get(normal_code(presented.code))
    found = rules.by_id.get(presented.promotion)
    return found if found is not None and found.promotion.trigger is Trigger.CODE else None


def _applied(
    order: tuple[Slot, ...], trial: Trial, ask: Ask
) -> tuple[State, tuple[Refused, ...], Search | None]:
    opening = State(trial.scene.opening())
    walk = Walk(trial, ask.tell)
    if not ask.best:
        return (*walk(order, opening), None)
    of_price = tuple(filter(None, (tuple(each for each in slot if each.is_of_price) for slot in order)))
    search = BestSearch(trial, of_price, ask.most_combinations)
    best = search.run(opening)
    chosen = _with_extras(best, order, trial)
    return (*walk(order, opening, chosen), Search(search.evaluated, search.gap_minor))


def _with_extras(best: State, order: tuple[Slot, ...], trial: Trial) -> frozenset[str]:
    """The best combination of discounts, and what comes on top of it without taking anything off."""
    chosen = {offer.candidate.id for offer in best.offers}
    groups, codes = set(best.groups), best.codes
    for candidate in (each for slot in order for each in slot if not each.is_of_price):
        is_free = candidate.group is None or candidate.group not in groups
        has_room = len(chosen) < trial.policies.most_promotions
        if candidate.code is not None:
            has_room = has_room and codes < trial.policies.most_codes
        if is_free and has_room:
            chosen.add(candidate.id)
            codes += candidate.code is not None
            groups |= {candidate.group} if candidate.group is not None else set()
    return frozenset(chosen)


def _priced(
    basket: Basket, rules: Rules, state: State, refused: tuple[Refused, ...], search: Search | None
) -> Priced:
    amounts, odd = state.amounts, rules.source.policies.odd_minor
    price = sum(amounts.running)
    points, points_minor = points_to_use(basket.points, rules.source.points_worth, price)
    points_used, points_paid = points_by_line(points, points_minor, amounts.running, odd)
    tenders = tendered(basket.tenders, price - points_minor)
    paid = sum(minor for _, minor in tenders)
    lines = tuple(
        PricedLine(
            id=line.id,
            units=line.units,
            listed_minor=amounts.listed[i],
            discount_minor=amounts.listed[i] - amounts.running[i],
            price_minor=amounts.running[i],
            points_used=points_used[i],
            points_minor=points_paid[i],
        )
        for i, line in enumerate(basket.lines)
    )
    listed = sum(amounts.listed)
    totals = Totals(listed, listed - price, price, points, points_minor, paid, price - points_minor - paid)
    applied = tuple(map(_told, state.offers))
    return Priced(rules.source.version, lines, totals, applied, refused, tenders, search)


def _told(offer: Offer) -> Applied:
    candidate = offer.candidate
    return Applied(
        promotion=candidate.id,
        campaign=candidate.ready.promotion.campaign,
        code=candidate.code,
        lane=candidate.lane,
        minor=offer.total,
        shares=offer.shares,
        extra=offer.extra,
        counters=candidate.allowance.counters,
    )
