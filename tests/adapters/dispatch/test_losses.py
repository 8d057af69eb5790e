"""What would have made the runner-up win, in seconds of travel."""

from adapters.dispatch.in_process import InProcessPlanner
from domain.dispatching.cards import Loss, LossCode
from domain.dispatching.policy import ScoreWeights
from domain.shared.ids import WorkerId
from tests.adapters.dispatch.town import GridTravel, question
from tests.domain.orders.making import an_id


async def test_with_so_much_less_travel_the_runner_up_had_cost_less_and_with_a_second_more_not() -> None:
    seen = 0
    for seed in range(12):
        for card in (await InProcessPlanner(GridTravel()).match(question(seed, 5, 14))).cards:
            if not card.chosen or card.runner_up is None:
                continue
            chosen, other = card.chosen[0].score, card.runner_up.score
            (loss,) = [one for one in card.losses if one.worker_id == card.runner_up.worker_id]
            less = loss.less_travel_s(card.weights)
            if chosen is None or other is None or less is None:
                continue
            assert other.total - card.weights.travel * less < chosen.total
            assert other.total - card.weights.travel * (less - 1) >= chosen.total
            seen += 1
    assert seen > 10


def test_who_did_not_lose_by_cost_is_told_no_seconds() -> None:
    worker_id = WorkerId(an_id("w"))
    for code in (LossCode.TAKEN_BY_ANOTHER_VISIT, LossCode.FIXED_BY_HAND, LossCode.DEARER_DAY):
        assert Loss(worker_id, code).less_travel_s(ScoreWeights()) is None
    assert Loss(worker_id, LossCode.COSTS_MORE, more_load=5).less_travel_s(ScoreWeights(travel=0)) is None
