"""Days with several shifts, breaks, caps and stray visits: slack says what playing them through says."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.scheduling.calendar import VisitNeed
from domain.scheduling.placement import Misfit, Obstacle, Placement
from domain.scheduling.seconds import at_or_after
from domain.scheduling.timeline import MarginalWeights, Timeline
from tests.domain.scheduling.hard_days import hard_days, needs
from tests.domain.scheduling.test_kernel_against_simulation import by_hand


def agreement(met: Counter[Obstacle | None]) -> Callable[[], None]:
    """A property that counts what it met at every place."""

    @given(hard_days(), needs, st.builds(MarginalWeights, *[st.integers(0, 3)] * 3))
    def agree(day: Timeline, need: VisitNeed, weights: MarginalWeights) -> None:
        outcome, expected = day.place(need, weights), by_hand(day, need, weights)
        for span, route in enumerate(day.routes):
            tried = [day.place_at(need, span, position) for position in range(len(route.stops) + 1)]
            met.update(one.obstacle if isinstance(one, Misfit) else None for one in tried)
        if not isinstance(outcome, Placement):
            assert expected is None
            return
        cost = weights.travel * outcome.extra_travel_s + weights.waiting * outcome.waiting_s
        assert (cost + weights.load * outcome.load_permille, at_or_after(outcome.start)) == expected

    return agree


def test_slack_and_simulation_agree_and_every_obstacle_is_met() -> None:
    met: Counter[Obstacle | None] = Counter()
    settings(max_examples=150, deadline=None, derandomize=True)(agreement(met))()
    assert set(met) == {*Obstacle, None}


@pytest.mark.soak
def test_slack_and_simulation_agree_on_thousands_of_days() -> None:
    settings(max_examples=2_000, deadline=None)(agreement(Counter()))()
