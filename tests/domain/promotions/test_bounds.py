"""A ceiling is never below what a reward gives later: the search's proof rests on that."""

from random import Random

from domain.promotions.cart import Amounts, Line, LineKind
from domain.promotions.pricing.compile_rules import compile_rules
from domain.promotions.pricing.discounts import Moment, ceiling, discount
from domain.promotions.rules.read_rules import read_rules
from domain.promotions.rules.rewards import PRICE_REWARDS
from tests.domain.promotions.carts import Carts
from tests.domain.promotions.making import promo, rule_json
from tests.domain.promotions.trees import scene


def shrunk(random: Random, amounts: tuple[int, ...]) -> tuple[int, ...]:
    """Anything from nothing taken off to everything; what is below zero stays."""
    return tuple(
        amount if amount <= 0 else random.choice((amount, 0, random.randint(0, amount))) for amount in amounts
    )


def test_no_reward_gives_more_on_smaller_amounts_than_its_ceiling() -> None:
    carts = Carts(Random(31))
    random, tight = carts.random, 0
    for _ in range(2_000):
        rules = compile_rules(read_rules(rule_json(promo("p", carts.reward()), policies=carts.policies())))
        reward, policies = rules.source.promotions[0].reward, rules.source.policies
        assert isinstance(reward, PRICE_REWARDS)
        lines = carts.lines()
        if random.random() < 0.3:
            lines = (*lines, Line("minus", "minus", -random.randint(1, 500), kind=LineKind.ADJUSTMENT))
        cart = scene({}, *lines)
        listed = cart.opening().listed
        start = shrunk(random, listed)
        most = ceiling(reward, Moment(cart, Amounts(listed, start, start), policies))
        for _ in range(5):
            lane = shrunk(random, start)
            later = Moment(cart, Amounts(listed, lane, shrunk(random, lane)), policies)
            given = sum(discount(reward, later))
            assert given <= most, (reward, policies, lines, later.amounts, start)
            tight += given == most > 0
    assert tight > 500
