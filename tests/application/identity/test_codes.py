"""Signing in by phone and one-time code."""

import asyncio

import pytest

from application.identity.opening import SignedIn
from application.identity.proofs import code_digest, phone_key
from application.identity.request_code import RequestCode
from application.identity.sign_in_with_code import SignInWithCode
from domain.identity.codes import CODE_LIFE, MAX_ATTEMPTS, OneTimeCode
from domain.identity.refusals import CodeExpired, CodeWrong, PhoneMalformed, RateLimited, TooManyAttempts
from tests.application.identity.front_desk import GONE, HERE, MANAGER, OWNER, WORKER, FrontDesk

UNKNOWN = "+56999999999"


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def sign_in(desk: FrontDesk, phone: str, code: str) -> SignedIn:
    return await desk.sign_in_with_code(SignInWithCode(phone, code, HERE))


async def test_the_code_that_was_sent_opens_a_session_of_that_phones_account(desk: FrontDesk) -> None:
    signed_in = await sign_in(desk, "+56 9 1111 1111", await desk.code_for("+56911111111"))
    assert signed_in.account.id == OWNER.id
    assert signed_in.account.phone_masked == "+56*****1111"
    assert signed_in.csrf_token is None


async def test_a_code_goes_to_the_phone_in_the_owners_language(desk: FrontDesk) -> None:
    answer = await desk.request_code(RequestCode("+56911111111", HERE))
    (message,) = desk.sender.sent
    assert (message.phone, message.locale, len(message.code)) == (OWNER.phone, OWNER.locale, 6)
    assert message.expires_at == answer.expires_at


@pytest.mark.parametrize("phone", [UNKNOWN, GONE.phone, MANAGER.phone])
async def test_the_answer_does_not_tell_whether_a_phone_is_known(desk: FrontDesk, phone: str) -> None:
    known = await desk.request_code(RequestCode("+56911111111", HERE))
    other = await desk.request_code(RequestCode(phone, HERE))
    assert other == known
    assert [message.phone for message in desk.sender.sent] == [OWNER.phone]


@pytest.mark.parametrize("phone", [UNKNOWN, GONE.phone, MANAGER.phone, OWNER.phone])
async def test_wrong_guesses_are_answered_alike_for_known_and_unknown_phones(
    desk: FrontDesk, phone: str
) -> None:
    await desk.request_code(RequestCode(phone, HERE))
    wrong = other_than(desk.sender.sent[-1].code) if desk.sender.sent else "123456"
    for left in reversed(range(MAX_ATTEMPTS)):
        with pytest.raises(CodeWrong) as refusal:
            await sign_in(desk, phone, wrong)
        assert refusal.value.facts == {"attempts_left": left}
    with pytest.raises(TooManyAttempts):
        await sign_in(desk, phone, wrong)


async def test_even_the_right_code_opens_nothing_for_staff(desk: FrontDesk) -> None:
    key = phone_key(desk.signer, "+56933333333")
    expires_at = desk.clock.now() + CODE_LIFE
    await desk.codes.put(OneTimeCode(key, code_digest(desk.signer, key, "424242"), expires_at))
    with pytest.raises(CodeWrong):
        await sign_in(desk, "+56933333333", "424242")


async def test_after_five_wrong_guesses_the_right_one_comes_too_late(desk: FrontDesk) -> None:
    code = await desk.code_for("+56911111111")
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(CodeWrong):
            await sign_in(desk, "+56911111111", other_than(code))
    with pytest.raises(TooManyAttempts):
        await sign_in(desk, "+56911111111", code)


async def test_a_code_works_once(desk: FrontDesk) -> None:
    code = await desk.code_for("+56911111111")
    await sign_in(desk, "+56911111111", code)
    with pytest.raises(CodeExpired):
        await sign_in(desk, "+56911111111", code)


async def test_of_many_sign_ins_at_once_with_one_code_one_wins(desk: FrontDesk) -> None:
    code = await desk.code_for("+56911111111")
    results = await asyncio.gather(
        *(sign_in(desk, "+56911111111", code) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(result, SignedIn) for result in results) == 1


async def test_a_code_is_over_after_five_minutes(desk: FrontDesk) -> None:
    code = await desk.code_for("+56911111111")
    desk.clock.advance(minutes=5)
    with pytest.raises(CodeExpired):
        await sign_in(desk, "+56911111111", code)


async def test_a_new_code_ends_the_one_before(desk: FrontDesk) -> None:
    first = await desk.code_for("+56911111111")
    desk.clock.advance(seconds=60)
    second = await desk.code_for("+56911111111")
    with pytest.raises(CodeWrong):
        await sign_in(desk, "+56911111111", first)
    await sign_in(desk, "+56911111111", second)


async def test_one_phones_code_proves_no_other_phone(desk: FrontDesk) -> None:
    code = await desk.code_for("+56911111111")
    await desk.code_for("+56922222222")
    with pytest.raises(CodeWrong):
        await sign_in(desk, str(WORKER.phone), code)


async def test_without_a_code_asked_for_there_is_nothing_to_guess(desk: FrontDesk) -> None:
    with pytest.raises(CodeExpired):
        await sign_in(desk, "+56911111111", "123456")


async def test_a_second_code_within_a_minute_has_to_wait(desk: FrontDesk) -> None:
    answer = await desk.request_code(RequestCode("+56911111111", HERE))
    desk.clock.advance(seconds=20)
    with pytest.raises(RateLimited) as refusal:
        await desk.request_code(RequestCode("+56911111111", HERE))
    assert refusal.value.facts == {"retry_after_s": answer.resend_after_s - 20}


async def test_an_impatient_thumb_does_not_use_up_the_hour(desk: FrontDesk) -> None:
    for _ in range(20):
        try:
            await desk.request_code(RequestCode("+56911111111", HERE))
        except RateLimited:
            desk.clock.advance(seconds=5)
    desk.clock.advance(seconds=60)
    await desk.request_code(RequestCode("+56911111111", HERE))


async def test_a_phone_is_sent_six_codes_an_hour_at_most(desk: FrontDesk) -> None:
    for _ in range(6):
        await desk.request_code(RequestCode("+56911111111", HERE))
        desk.clock.advance(seconds=61)
    with pytest.raises(RateLimited):
        await desk.request_code(RequestCode("+56911111111", HERE))
    assert len(desk.sender.sent) == 6


async def test_one_client_cannot_send_codes_to_a_whole_town(desk: FrontDesk) -> None:
    for number in range(60):
        await desk.request_code(RequestCode(f"+5690000{number:04d}", HERE))
    with pytest.raises(RateLimited):
        await desk.request_code(RequestCode("+56911111111", HERE))
    await desk.request_code(RequestCode("+56922222222", "198.51.100.9"))


async def test_what_is_no_phone_number_is_refused_before_anything_is_counted(desk: FrontDesk) -> None:
    for _ in range(100):
        with pytest.raises(PhoneMalformed):
            await desk.request_code(RequestCode("call me", HERE))
    with pytest.raises(PhoneMalformed):
        await sign_in(desk, "call me", "123456")
