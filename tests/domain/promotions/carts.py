"""Random rules and baskets, and the best combination found by trying every one."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from domain.promotions.cart import Line, Scene
from domain.promotions.conditions.fields import fixed_readings
from domain.promotions.pricing.basket import Basket, Presented
from domain.promotions.pricing.compile_rules import Rules, compile_rules
from domain.promotions.pricing.sequence import Slot, State, slots
from domain.promotions.pricing.standing import Allowance, Barred, Standing
from domain.promotions.pricing.trying import Candidate, Trial
from domain.promotions.rules.read_rules import read_rules
from tests.domain.promotions.making import NOW, Json, amount, percent, promo, rule_json

SERVICES = ("ac", "sink", "pipe", "lock")


@dataclass(frozen=True)
class Carts:
    random: Random

    def lines(self, most: int = 4) -> tuple[Line, ...]:
        return tuple(
            Line(
                id=f"L{i}",
                service=self.random.choice(SERVICES),
                amount_minor=self.random.choice((self.random.randint(0, 30), self.random.randint(0, 9_999))),
                units=self.random.randint(1, 4),
                markdown_bp=self.random.choice((0, 0, 0, 1_500, 10_000)),
            )
            for i in range(self.random.randint(1, most))
        )

    def policies(self) -> Json:
        pick = self.random.choice
        return {
            "percent_base": pick(("list", "lane", "running")),
            "min_spend_base": pick(("list", "lane", "running")),
            "rounding": pick(("half_up", "half_even", "down", "up")),
            "rounding_at": pick(("unit", "line", "order")),
            "odd_minor": pick(("largest_fraction_then_first", "largest_line", "last_line")),
            "group_winner": pick(("largest_discount", "highest_priority")),
            "overrun": pick(("refuse", "clip")),
            "most_promotions": pick((2, 5, 100)),
        }

    def on(self) -> Json:
        if self.random.random() < 0.5:
            return {}
        return {"on": {"services": self.random.sample(SERVICES, self.random.randint(1, 2))}}

    def reward(self) -> Json:
        random = self.random
        kind = random.choice(
            ("percent", "percent", "amount", "stepped", "per_unit", "buy_get", "whole_groups")
        )
        bp = random.choice((500, 1_000, 1_500, 3_333, 5_000, 10_000))
        if kind == "percent":
            cap = {"cap_minor": random.randint(1, 2_000)} if random.random() < 0.3 else {}
            return percent(
                bp, **self.on(), **cap, pick=random.choice(("all", "all", "cheapest_unit", "dearest_unit"))
            )
        if kind == "amount":
            spread = random.choice(("across", "each_line", "each_unit"))
            return amount(random.randint(1, 3_000), **self.on(), spread=spread)
        if kind == "stepped":
            steps = [{"from_minor": 0, "bp": 300}, {"from_minor": random.randint(1, 9_000), "bp": bp}]
            return {"type": kind, "steps": steps, **self.on()}
        if kind == "per_unit":
            return {"type": kind, "first_minor": random.randint(0, 500), "further_minor": 77, **self.on()}
        if kind == "buy_get":
            return {"type": kind, "buy": random.randint(1, 2), "get": 1, "bp": bp, **self.on()}
        return {"type": kind, "size": random.randint(1, 3), "bp": bp, **self.on()}

    def when(self) -> Json:
        if self.random.random() < 0.5:
            return {"always": True}
        op = self.random.choice(("ge", "ge", "ge", "lt"))
        leaf: Json = {"amount": {}, "op": op, "value": self.random.randint(0, 9_999)}
        return (
            leaf
            if self.random.random() < 0.8
            else {"units": {}, "op": "ge", "value": self.random.randint(1, 9)}
        )

    def promotion(self, i: int) -> Json:
        group = {"group": self.random.choice("gh")} if self.random.random() < 0.5 else {}
        limits = []
        if self.random.random() < 0.2:
            scope = self.random.choice(("order", "line", "total"))
            limits.append({"scope": scope, "measure": "minor", "at_most": self.random.randint(1, 3_000)})
        purse = {"campaign": "c"} if self.random.random() < 0.3 else {}
        return promo(
            f"p{i}",
            self.reward(),
            when=self.when(),
            lane=self.random.choice((1, 1, 2)),
            priority=self.random.randint(0, 2),
            limits=limits,
            **group,
            **purse,
        )

    def rule_json(self, most: int = 6) -> Json:
        budget = {"measure": "minor", "at_most": self.random.randint(1, 4_000)}
        return rule_json(
            *(self.promotion(i) for i in range(self.random.randint(1, most))),
            policies=self.policies(),
            groups=[{"id": "g", "priority": self.random.randint(0, 2)}],
            campaigns=[
                {
                    "id": "c", "name": {"zh": "c", "en": "c"}, "funded_by": "us", "state": "published",
                    "budget": budget,
                }
            ],
        )  # fmt: skip

    def case(self, most: int = 6) -> tuple[Basket, Rules]:
        return Basket(self.lines()), compile_rules(read_rules(self.rule_json(most)))


def all_combinations(basket: Basket, rules: Rules) -> tuple[int, int]:
    """The largest discount of all legal combinations, and how many of them there were.

    Written plainly on the definition: every choice of at most one of each slot, without any bound.
    """
    order, trial, opening = prepared(basket, rules)
    totals = [state.total for state in _from(0, order, trial, opening)]
    return max(totals), len(totals)


def _from(i: int, order: tuple[Slot, ...], trial: Trial, state: State) -> Iterator[State]:
    if i == len(order):
        yield state
        return
    state = state.at(order, i)
    yield from _from(i + 1, order, trial, state)
    for candidate in order[i]:
        is_taken = any(each.candidate.group == candidate.group for each in state.offers)
        is_many = len(state.offers) >= trial.policies.most_promotions
        if is_many or (candidate.group is not None and is_taken):
            continue
        offer = trial.offer(candidate, state.amounts, state.purses)
        if not isinstance(offer, Barred):
            yield from _from(i + 1, order, trial, state.after(offer))


def prepared(basket: Basket, rules: Rules) -> tuple[tuple[Slot, ...], Trial, State]:
    source = rules.source
    scene = Scene(basket.lines, fixed_readings(basket.readings, NOW, source.zone))
    standing = Standing(basket.usage, NOW, source.zone)
    found = [(ready, standing.of(ready)) for ready in rules.automatic]
    candidates = [Candidate(ready, each, None) for ready, each in found if isinstance(each, Allowance)]
    return (
        slots(candidates, source.policies.order),
        Trial(scene, source.policies),
        State(scene.opening()),
    )


def presented(*codes: str) -> tuple[Presented, ...]:
    return tuple(map(Presented, codes))
