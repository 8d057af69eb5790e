"""What every store of the ledger must do: each test runs in memory and on PostgreSQL."""

import asyncio
from dataclasses import replace

import pytest

from application.ports.ledger import HistoryPlace
from domain.loyalty.balance import balance_of
from domain.loyalty.earning import expire, mature
from domain.loyalty.events import told_by
from domain.loyalty.history import HistoryLine
from domain.loyalty.journal import JournalKind
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Movement
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import EarningPolicyExists, JournalAlreadyPosted, LotChanged
from domain.loyalty.settling import capture, release
from domain.loyalty.spending import hold, spend
from domain.shared.ids import AccountId
from tests.adapters.loyalty.conftest import NewWork
from tests.domain.loyalty.building import ANNA, BO, START, awarded, day, heading, order_origin, policy, terms

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def post(new_work: NewWork, *movements: Movement | None) -> None:
    for movement in movements:
        assert movement is not None
        async with new_work() as work:
            work.ledger.post(movement)
            await work.commit()


async def lots(new_work: NewWork, member: AccountId = ANNA) -> list[Lot]:
    async with new_work() as work:
        return sorted(await work.ledger.lots_of(member), key=lambda lot: lot.id)


async def history(new_work: NewWork, after: HistoryPlace | None = None, limit: int = 50) -> list[HistoryLine]:
    async with new_work() as work:
        return list(await work.ledger.history(ANNA, after, limit))


async def test_a_lot_comes_back_as_it_was_stored(new_work: NewWork) -> None:
    pending, available, bos = awarded(10), awarded(20, rules=policy(0, version=3)), awarded(5, member=BO)
    await post(new_work, pending, available, bos)
    assert await lots(new_work) == [replace(m.lots[0], version=1) for m in (pending, available)]
    assert await lots(new_work, BO) == [replace(bos.lots[0], version=1)]


async def test_a_posted_request_is_found_by_its_id_with_its_content(new_work: NewWork) -> None:
    movement = awarded(10)
    await post(new_work, movement)
    async with new_work() as work:
        assert await work.ledger.posted(movement.journal.heading.request_id) == movement.journal.content_hash
        assert await work.ledger.posted("never asked") is None


async def test_nothing_is_stored_without_a_commit(new_work: NewWork) -> None:
    movement = awarded(10)
    async with new_work() as work:
        work.ledger.post(movement)
    assert await lots(new_work) == []


async def test_a_request_is_posted_once_and_a_twin_leaves_nothing(new_work: NewWork) -> None:
    first, twin = awarded(10), awarded(10)
    again = replace(
        twin.journal.heading,
        request_id=first.journal.heading.request_id,
        journal_id=twin.journal.heading.journal_id,
    )
    await post(new_work, first)
    with pytest.raises(JournalAlreadyPosted):
        await post(new_work, Movement(replace(twin.journal, heading=again), twin.lots))
    assert [lot.id for lot in await lots(new_work)] == [first.lots[0].id]


async def test_of_two_at_once_one_is_stored(new_work: NewWork) -> None:
    rivals = [awarded(10), awarded(10)]
    same = [
        Movement(replace(m.journal, heading=replace(m.journal.heading, request_id="one")), m.lots)
        for m in rivals
    ]
    answers = await asyncio.gather(*(post(new_work, m) for m in same), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["JournalAlreadyPosted", "NoneType"]
    assert len(await lots(new_work)) == 1


async def test_two_movements_in_one_unit_are_stored_together(new_work: NewWork) -> None:
    movements = (awarded(10), awarded(20, member=BO))
    async with new_work() as work:
        for movement in movements:
            work.ledger.post(movement)
            work.record(told_by(movement.journal))
        await work.commit()
    assert [lot.amount for lot in await lots(new_work) + await lots(new_work, BO)] == [10, 20]


async def test_due_lots_are_found_at_their_moment_longest_due_first(new_work: NewWork) -> None:
    early, late, bos = awarded(10), awarded(20, day(2)), awarded(5, day(1), member=BO)
    await post(new_work, early, late, bos)
    ids = {movement.lots[0].id: name for movement, name in ((early, "e"), (late, "l"), (bos, "b"))}

    async def due(at: float, limit: int = 9) -> tuple[str, str]:
        async with new_work() as work:
            maturing = await work.ledger.due_to_mature(day(at), limit)
            expiring = await work.ledger.due_to_expire(day(at), limit)
        return "".join(ids[lot.id] for lot in maturing), "".join(ids[lot.id] for lot in expiring)

    assert await due(6.99) == ("", "")
    assert await due(7) == ("e", "")
    assert await due(9) == ("ebl", "")
    assert await due(9, limit=2) == ("eb", "")
    assert await due(365) == ("bl", "e")
    assert await due(368) == ("", "ebl")


async def test_due_lots_are_read_on_from_the_last_one_also_where_many_are_due_at_one_moment(
    new_work: NewWork,
) -> None:
    await post(new_work, *(awarded(1 + number) for number in range(5)))
    for at, name in ((8.0, "due_to_mature"), (400.0, "due_to_expire")):
        found, last = list[int](), None
        async with new_work() as work:
            while page := await getattr(work.ledger, name)(day(at), 2, last):
                found += [lot.amount for lot in page]
                last = page[-1]
        assert sorted(found) == [1, 2, 3, 4, 5]


async def test_a_booked_run_is_stored_and_leaves_nothing_due(new_work: NewWork) -> None:
    await post(new_work, awarded(10), awarded(20), awarded(5, member=BO))
    async with new_work() as work:
        ripe = await work.ledger.due_to_mature(day(8), 9)
    await post(new_work, mature(heading(day(8)), ripe))
    assert [(lot.matured_at, lot.version) for lot in await lots(new_work)] == [(day(8), 2)] * 2
    async with new_work() as work:
        assert await work.ledger.due_to_mature(day(9), 9) == ()
        over = await work.ledger.due_to_expire(day(400), 9)
    await post(new_work, expire(heading(day(400)), over))
    assert await lots(new_work) == []
    async with new_work() as work:
        assert await work.ledger.due_to_expire(day(500), 9) == ()


async def test_points_are_spent_held_captured_and_released(new_work: NewWork) -> None:
    await post(new_work, awarded(10, rules=policy(0)), awarded(10))
    await post(new_work, spend(heading(day(8)), await lots(new_work), 4))
    setting, made = hold(heading(day(8)), await lots(new_work), 9, terms())
    await post(new_work, setting)
    held = await lots(new_work)
    assert [(lot.remaining, lot.held) for lot in held] == [(0, 6), (7, 3)]
    assert balance_of(held, day(8)).held == 9
    giving = release(heading(day(9)), made, {lot.id: lot for lot in held})
    await post(new_work, *giving.movements)
    setting, made = hold(heading(day(9)), await lots(new_work), 6, terms())
    await post(new_work, setting)
    taking = capture(heading(day(9)), made, {lot.id: lot for lot in await lots(new_work)})
    await post(new_work, *taking.movements)
    assert [(lot.remaining, lot.held) for lot in await lots(new_work)] == [(10, 0)]


async def test_a_lot_that_moved_on_meanwhile_refuses_and_nothing_is_written(new_work: NewWork) -> None:
    await post(new_work, awarded(10), awarded(20))
    seen = await lots(new_work)
    await post(new_work, spend(heading(day(8)), seen, 3))
    stale = (spend(heading(day(8)), seen, 4), mature(heading(day(8)), seen), expire(heading(day(400)), seen))
    for movement in stale:
        with pytest.raises(LotChanged):
            await post(new_work, movement)
    assert [lot.remaining for lot in await lots(new_work)] == [7, 20]
    assert [line.kind for line in await history(new_work)] == [
        JournalKind.SPENT,
        JournalKind.EARNED,
        JournalKind.EARNED,
    ]


async def test_of_many_spenders_at_once_only_as_many_win_as_there_are_points(new_work: NewWork) -> None:
    await post(new_work, awarded(10, rules=policy(0)))

    async def one_point(number: int) -> bool:
        for _ in range(40):
            async with new_work() as work:
                mine = await work.ledger.lots_of(ANNA)
                if not mine:
                    return False
                work.ledger.post(spend(heading(day(1), f"spender {number}"), mine, 1))
                try:
                    await work.commit()
                except LotChanged:
                    continue
                return True
        return False

    won = await asyncio.gather(*(one_point(number) for number in range(14)))
    assert sum(won) == 10
    assert await lots(new_work) == []


async def test_history_tells_each_movement_once_newest_booking_first(new_work: NewWork) -> None:
    first, second = awarded(10), awarded(20)
    await post(new_work, first, second, awarded(7, member=BO))
    await post(new_work, mature(heading(day(9)), await lots(new_work)))
    setting, made = hold(heading(day(10), origin=order_origin(5)), await lots(new_work), 12, terms())
    await post(new_work, setting)
    taking = capture(heading(day(11)), made, {lot.id: lot for lot in await lots(new_work)})
    await post(new_work, *taking.movements)
    lines = await history(new_work)
    assert [(line.kind.value, line.amount, line.at) for line in lines] == [
        ("captured", -10, day(11)),
        ("captured", -2, day(11)),
        ("held", -10, day(10)),
        ("held", -2, day(10)),
        ("matured", 10, day(7)),
        ("matured", 20, day(7)),
        ("earned", 20, day(0)),
        ("earned", 10, day(0)),
    ]
    assert lines[2].order_id == order_origin(5).order_id
    assert lines[0].order_id == order_origin(1).order_id
    assert len({line.id for line in lines}) == len(lines)


async def test_history_goes_on_after_any_line(new_work: NewWork) -> None:
    await post(new_work, *(awarded(number) for number in range(1, 6)))
    await post(new_work, mature(heading(day(9)), await lots(new_work)))
    lines = await history(new_work)
    assert len(lines) == 10
    for place, line in enumerate(lines):
        after = HistoryPlace(line.journal_id, line.seq)
        assert await history(new_work, after, limit=3) == lines[place + 1 : place + 4]


async def publish(new_work: NewWork, *policies: EarningPolicy) -> None:
    async with new_work() as work:
        for one in policies:
            work.ledger.publish(one)
        await work.commit()


async def test_the_highest_version_in_force_is_the_policy(new_work: NewWork) -> None:
    first = EarningPolicy("CNY", 1, START, 100, review_points=7, cooling_off_days=1, expiry_days=30)
    second = replace(first, version=2, effective_at=day(5), minor_per_point=50)
    await publish(new_work, first, second, replace(first, currency="CLP", version=9))

    async def at(moment: float) -> EarningPolicy | None:
        async with new_work() as work:
            return await work.ledger.policy("CNY", day(moment))

    assert [await at(moment) for moment in (-1, 0, 4.9, 5)] == [None, first, first, second]


async def test_a_published_policy_stays_as_it_is(new_work: NewWork) -> None:
    await publish(new_work, policy())
    with pytest.raises(EarningPolicyExists):
        await publish(new_work, replace(policy(), review_points=9))


async def test_points_of_the_largest_lot_keep_their_value(new_work: NewWork) -> None:
    await post(new_work, awarded(10**12), awarded(10**12))
    assert balance_of(await lots(new_work), day(8)).available == 2 * 10**12
