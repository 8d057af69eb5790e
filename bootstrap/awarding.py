"""The programme's own runs: what members are awarded for without anybody asking."""

from collections.abc import Awaitable, Callable, Iterator

from application.promotions.celebrate import Celebrate, CelebrateHandler
from application.promotions.means import Means
from application.promotions.settle_referrals import SettleReferrals, SettleReferralsHandler
from application.promotions.welcome import Welcome, WelcomeHandler
from bootstrap.container import Container

NamedStep = tuple[str, Callable[[], Awaitable[bool]], float]
"""A name, the step, and the pause after it in real seconds."""


def programme_steps(parts: Container, means: Means) -> Iterator[NamedStep]:
    new_uow, clock = parts.new_uow(), parts.clock()
    welcome = WelcomeHandler(new_uow, clock, means)
    celebrate = CelebrateHandler(new_uow, clock, means)
    settle = SettleReferralsHandler(new_uow, clock, means)

    async def newcomers() -> bool:
        return await welcome(Welcome())

    async def birthdays() -> bool:
        return await celebrate(Celebrate())

    async def referrals() -> bool:
        return await settle(SettleReferrals())

    yield "newcomers", newcomers, 5.0
    yield "birthdays", birthdays, 30.0
    yield "referrals", referrals, 30.0
