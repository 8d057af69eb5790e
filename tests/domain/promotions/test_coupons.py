from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from domain.promotions.coupons.coupon import STEPS, Coupon, CouponId, Standing, Status, Step
from domain.promotions.coupons.refusals import (
    BatchClosed,
    BatchExhausted,
    BatchLimitReached,
    CouponExpired,
    CouponNotYours,
    CouponStepIllegal,
)
from domain.promotions.coupons.stock import Label, Stock, give, print_codes
from domain.promotions.rules.model import Batch
from domain.promotions.rules.read_rules import read_rules
from domain.shared.errors import DomainError
from domain.shared.ids import AccountId, OrderId
from tests.domain.promotions.making import NOW, coupon, percent, rule_json

ME, YOU = AccountId(UUID(int=1)), AccountId(UUID(int=2))
FIRST, SECOND = OrderId(UUID(int=11)), OrderId(UUID(int=12))
END = NOW + timedelta(days=30)


def batch(kind: str = "claimed", **rest: object) -> Batch:
    json = {
        "id": "b", "name": {"zh": "b", "en": "b"}, "promotion": "p", "kind": kind, "size": 3, "per_member": 2,
        "valid_days": 30, "state": "published", **rest,
    }  # fmt: skip
    return read_rules(rule_json(coupon("p", percent(1_000)), batches=[json])).batches[0]


def label(i: int = 1) -> Label:
    return Label(CouponId(UUID(int=i)), f"CODE{i}")


def mine() -> Coupon:
    return give(batch(), Stock(), ME, label(), NOW)[0]


def printed() -> Coupon:
    return print_codes(batch("printed"), Stock(), [label()], NOW)[0][0]


def test_a_coupon_is_reserved_with_the_order_and_used_when_it_is_certain() -> None:
    reserved = mine().reserve(ME, FIRST, NOW)
    used = reserved.use(FIRST)
    assert (reserved.status, used.status, used.order, used.owner) == (Status.RESERVED, Status.USED, FIRST, ME)


def test_asking_again_changes_nothing() -> None:
    reserved = mine().reserve(ME, FIRST, NOW)
    assert reserved.reserve(ME, FIRST, END) == reserved
    assert reserved.use(FIRST).use(FIRST) == reserved.use(FIRST)
    assert mine().claim(ME, NOW) == mine()


def test_a_coupon_of_one_order_is_not_to_be_had_for_another() -> None:
    reserved = mine().reserve(ME, FIRST, NOW)
    attempts: tuple[Callable[[], Coupon], ...] = (
        lambda: reserved.reserve(ME, SECOND, NOW),
        lambda: reserved.use(SECOND),
        lambda: reserved.release(SECOND),
        lambda: reserved.use(FIRST).give_back(SECOND, NOW, 0),
        lambda: reserved.use(FIRST).reserve(ME, SECOND, NOW),
    )
    for attempt in attempts:
        with pytest.raises(CouponStepIllegal):
            attempt()


def test_what_is_released_is_free_for_another_order() -> None:
    released = mine().reserve(ME, FIRST, NOW).release(FIRST)
    assert released == mine()
    assert released.reserve(ME, SECOND, NOW).order == SECOND


def test_a_returned_coupon_lives_at_least_as_long_as_the_grace() -> None:
    used = mine().reserve(ME, FIRST, NOW).use(FIRST)
    assert used.give_back(FIRST, NOW, grace_days=7).expires_at == END
    late = used.give_back(FIRST, END + timedelta(days=5), grace_days=7)
    assert late.expires_at == END + timedelta(days=12)
    assert late.reserve(ME, SECOND, END + timedelta(days=11)).status is Status.RESERVED


def test_a_coupon_of_somebody_else_is_not_found() -> None:
    with pytest.raises(CouponNotYours):
        mine().reserve(YOU, FIRST, NOW)
    with pytest.raises(CouponStepIllegal):
        mine().claim(YOU, NOW)


def test_a_printed_code_is_used_by_whoever_types_it_and_goes_back_to_nobody() -> None:
    reserved = printed().reserve(YOU, FIRST, NOW)
    assert reserved.release(FIRST) == printed()
    assert reserved.use(FIRST).give_back(FIRST, NOW, 0) == printed()
    assert printed().claim(ME, NOW).owner == ME


def test_it_is_over_at_its_end_even_when_nobody_booked_that() -> None:
    coupon = mine()
    assert not coupon.is_over(END - timedelta(microseconds=1))
    assert coupon.is_over(END)
    attempts: tuple[Callable[[], Coupon], ...] = (
        lambda: coupon.reserve(ME, FIRST, END),
        lambda: printed().claim(ME, END),
    )
    for attempt in attempts:
        with pytest.raises(CouponExpired):
            attempt()
    lapsed = coupon.lapse(END)
    assert lapsed.status is Status.LAPSED
    with pytest.raises(CouponExpired):
        lapsed.reserve(ME, FIRST, NOW)


def test_what_was_reserved_in_time_is_used_after_the_end() -> None:
    reserved = mine().reserve(ME, FIRST, NOW)
    assert not reserved.is_over(END)
    assert reserved.use(FIRST).status is Status.USED
    with pytest.raises(CouponStepIllegal):
        reserved.lapse(END)


def test_nothing_lapses_before_its_end() -> None:
    with pytest.raises(CouponStepIllegal):
        mine().lapse(NOW)


def test_a_batch_gives_no_more_than_it_has_and_no_more_to_each() -> None:
    stock, given = Stock(), []
    for i in range(2):
        coupon, stock = give(batch(), stock, ME, label(i), NOW)
        given.append(coupon)
    assert (stock, {each.status for each in given}) == (Stock(2, 2), {Status.OWNED})
    with pytest.raises(BatchLimitReached):
        give(batch(), stock, ME, label(3), NOW)
    with pytest.raises(BatchExhausted):
        give(batch(), Stock(given=3), YOU, label(3), NOW)


def test_codes_are_printed_all_or_none() -> None:
    coupons, stock = print_codes(batch("printed"), Stock(), [label(1), label(2)], NOW)
    assert (len(coupons), stock.given) == (2, 2)
    with pytest.raises(BatchExhausted):
        print_codes(batch("printed"), stock, [label(3), label(4)], NOW)


@pytest.mark.parametrize(
    "closed",
    [
        batch(state="paused"),
        batch(state="draft"),
        batch(schedule={"to": "2020-01-01"}),
        batch(schedule={"from": "2030-01-01"}),
        batch("printed"),
    ],
)
def test_a_batch_that_is_closed_gives_nothing(closed: Batch) -> None:
    with pytest.raises(BatchClosed):
        give(closed, Stock(), ME, label(), NOW)


def test_a_batch_for_members_prints_nothing() -> None:
    with pytest.raises(BatchClosed):
        print_codes(batch(), Stock(), [label()], NOW)


def taken(coupon: Coupon, step: Step, member: AccountId, order: OrderId, now: datetime) -> Coupon:
    steps: dict[Step, Callable[[], Coupon]] = {
        Step.CLAIM: lambda: coupon.claim(member, now),
        Step.RESERVE: lambda: coupon.reserve(member, order, now),
        Step.USE: lambda: coupon.use(order),
        Step.RELEASE: lambda: coupon.release(order),
        Step.RETURN: lambda: coupon.give_back(order, now, 3),
        Step.LAPSE: lambda: coupon.lapse(now),
        Step.REVOKE: coupon.revoke,
    }
    return steps[step]()


def test_whatever_is_asked_a_coupon_discounts_at_most_one_order_at_a_time() -> None:
    """Random steps; the table alone decides, and every status is reached."""
    random, seen = Random(2), set[Status]()
    for _ in range(300):
        coupon, now = random.choice((mine(), printed())), NOW
        for _ in range(12):
            now += timedelta(days=random.choice((0, 1, 9)))
            member, order = random.choice((ME, YOU)), random.choice((FIRST, SECOND))
            step = random.choice(tuple(Step))
            try:
                after = taken(coupon, step, member, order, now)
            except DomainError:
                continue
            if after != coupon:
                allowed = STEPS[coupon.status, step]
                assert after.status in (allowed, Status.FREE if after.owner is None else allowed)
            assert (after.order is not None) is (after.status in (Status.RESERVED, Status.USED))
            coupon = after
            seen.add(coupon.status)
    assert seen == set(Status)


def test_what_is_over_says_whether_its_time_came_or_it_was_taken_back() -> None:
    early = NOW + timedelta(days=1)
    assert [mine().standing(at) for at in (early, END)] == [Standing.OWNED, Standing.LAPSED]
    assert mine().lapse(END).standing(END) is Standing.LAPSED
    for taken in (mine().revoke(), mine().lapse(END).revoke(), mine().revoke().revoke()):
        assert taken.standing(early) is Standing.REVOKED
    used = mine().reserve(ME, FIRST, NOW).use(FIRST).revoke()
    assert used.standing(END) is Standing.USED
    assert used.give_back(FIRST, early, 7).standing(early) is Standing.REVOKED
    assert printed().standing(NOW) is Standing.FREE
