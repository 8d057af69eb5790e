"""The same choice as an integer programme, solved to proven optimality by CP-SAT. For tests alone.

Two lanes; percentages of what a lane begins with, rounded half up on each line; amounts off each line;
minimum spends on what the lane begins with; exclusive groups that may reach over both lanes.
"""

from dataclasses import dataclass
from itertools import groupby
from random import Random

from ortools.sat.python import cp_model

from domain.promotions.cart import Line
from tests.domain.promotions.making import Json, promo

SERVICES = ("ac", "sink", "pipe")


@dataclass(frozen=True)
class Choice:
    """One promotion. `bp` or `minor` is zero."""

    name: str
    lane: int
    group: str
    service: str | None
    bp: int
    minor: int
    at_least: int

    def json(self) -> Json:
        on: Json = {} if self.service is None else {"on": {"services": [self.service]}}
        reward: Json = (
            {"type": "percent", "bp": self.bp, **on}
            if self.bp
            else {"type": "amount", "minor": self.minor, "spread": "each_line", **on}
        )
        when: Json = {"amount": {}, "op": "ge", "value": self.at_least}
        return promo(self.name, reward, lane=self.lane, group=self.group, when=when)


def random_choices(random: Random, count: int, groups: int) -> list[Choice]:
    found = []
    for i in range(count):
        is_percent = random.random() < 0.7
        found.append(
            Choice(
                name=f"p{i:02}",
                lane=1 + (i % groups >= groups // 2 if random.random() < 0.9 else random.randint(0, 1)),
                group=f"g{i % groups}",
                service=random.choice((None, *SERVICES)),
                bp=random.choice((300, 500, 800, 1_000, 1_500, 2_000)) if is_percent else 0,
                minor=0 if is_percent else random.randint(100, 1_500),
                at_least=random.choice((0, 0, random.randint(5_000, 25_000))),
            )
        )
    return found


def random_lines(random: Random) -> tuple[Line, ...]:
    return tuple(Line(f"L{i}", service, random.randint(2_000, 12_000)) for i, service in enumerate(SERVICES))


def least_price(lines: tuple[Line, ...], choices: list[Choice]) -> int:
    """The lowest legal price of the basket, proven."""
    model = cp_model.CpModel()
    taken = {each.name: model.new_bool_var(each.name) for each in choices}
    by_group = sorted(choices, key=lambda each: each.group)
    for _, members in groupby(by_group, key=lambda each: each.group):
        model.add_at_most_one(taken[each.name] for each in members)
    running = [model.new_constant(line.list_minor) for line in lines]
    for lane in (1, 2):
        running = _lane(model, lines, running, [each for each in choices if each.lane == lane], taken)
    model.minimize(sum(running))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value)


def _lane(
    model: cp_model.CpModel,
    lines: tuple[Line, ...],
    start: list[cp_model.IntVar],
    choices: list[Choice],
    taken: dict[str, cp_model.IntVar],
) -> list[cp_model.IntVar]:
    for each in choices:
        model.add(sum(start) >= each.at_least).only_enforce_if(taken[each.name])
    after: list[cp_model.IntVar] = []
    for i, line in enumerate(lines):
        most = line.list_minor
        off = []
        for each in choices:
            if each.service in (None, line.service):
                amount = model.new_int_var(0, most, "")
                _amount(model, each, start[i], amount)
                used = model.new_int_var(0, most, "")
                model.add(used == amount).only_enforce_if(taken[each.name])
                model.add(used == 0).only_enforce_if(~taken[each.name])
                off.append(used)
        left = model.new_int_var(0, most, "")
        model.add_max_equality(left, [0, start[i] - sum(off)])
        after.append(left)
    return after


def _amount(model: cp_model.CpModel, each: Choice, start: cp_model.IntVar, amount: cp_model.IntVar) -> None:
    if each.bp:
        model.add_division_equality(amount, 2 * each.bp * start + 10_000, 20_000)
    else:
        model.add_min_equality(amount, [start, each.minor])
