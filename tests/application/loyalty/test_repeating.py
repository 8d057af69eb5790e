"""Repeating any command, at once or later, changes nothing more; late runs read like punctual ones."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.loyalty.balance import Balance
from tests.application.loyalty.world import PointsWorld
from tests.domain.loyalty.building import ANNA, BO, START, folded


@dataclass(frozen=True)
class Step:
    """On a day, an order (even numbers are Anna's) or, where the price is 0, a review."""

    day: int
    number: int
    price_minor: int


STEPS = st.lists(
    st.builds(Step, st.integers(0, 400), st.integers(1, 8), st.sampled_from([0, 50, 100, 12_345])), max_size=8
).map(lambda steps: sorted({step.number: step for step in steps}.values(), key=lambda step: step.day))


async def play(steps: list[Step], repeats: int, *, has_runs: bool) -> tuple[PointsWorld, list[Balance]]:
    world, seen = PointsWorld(), list[Balance]()
    for step in steps:
        world.now = START + timedelta(days=step.day)
        for _ in range(repeats):
            if step.price_minor:
                await world.complete_order(step.number, step.price_minor, (ANNA, BO)[step.number % 2])
            else:
                await world.review(step.number)
            if has_runs:
                await world.mature(chunk=2)
                await world.expire(chunk=2)
        seen += [await world.points(ANNA), await world.points(BO)]
    return world, seen


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(2, 3))
def test_repeating_any_command_changes_nothing_more(steps: list[Step], repeats: int) -> None:
    once, seen_once = asyncio.run(play(steps, 1, has_runs=True))
    often, seen_often = asyncio.run(play(steps, repeats, has_runs=True))
    assert seen_often == seen_once
    assert sorted(j.content_hash for j in often.books.journals.values()) == sorted(
        j.content_hash for j in once.books.journals.values()
    )


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_runs_that_never_come_read_like_punctual_ones(steps: list[Step]) -> None:
    late, seen_late = asyncio.run(play(steps, 1, has_runs=False))
    punctual, seen_punctual = asyncio.run(play(steps, 1, has_runs=True))
    assert seen_late == seen_punctual
    for world in (late, punctual):
        asyncio.run(world.mature())
        asyncio.run(world.expire())
    assert {key[0] for key in folded(late.books.journals.values())} == {
        key[0] for key in folded(punctual.books.journals.values())
    }
