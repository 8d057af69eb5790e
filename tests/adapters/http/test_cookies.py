"""The admin web signs in by cookie: writes then show that they come from our own pages."""

import pytest

from tests.adapters.http.asking import problem
from tests.adapters.http.running import Running

COOKIE = {"cookie": "callout_session=cookie"}


async def test_a_cookie_is_enough_to_read(site: Running) -> None:
    assert (await site.client.get("/api/v1/lines", headers=COOKIE)).status_code == 200


@pytest.mark.parametrize("csrf", [None, "wrong", ""])
async def test_a_write_by_cookie_needs_the_csrf_token(site: Running, csrf: str | None) -> None:
    headers = {**COOKIE, "idempotency-key": "k"} | ({} if csrf is None else {"x-csrf-token": csrf})
    response = await site.client.post("/api/v1/lines", headers=headers, json={"text": "a"})
    assert (response.status_code, problem(response)["code"]) == (403, "csrf_failed")


async def test_a_write_by_cookie_with_its_csrf_token_is_done(site: Running) -> None:
    headers = {**COOKIE, "idempotency-key": "k", "x-csrf-token": "right"}
    response = await site.client.post("/api/v1/lines", headers=headers, json={"text": "a"})
    assert response.status_code == 201


async def test_a_bearer_token_goes_before_a_cookie(site: Running) -> None:
    headers = {**COOKIE, "authorization": "Bearer nobody"}
    response = await site.client.get("/api/v1/lines", headers=headers)
    assert (response.status_code, problem(response)["code"]) == (401, "session_expired")


@pytest.mark.parametrize(
    "cookie", ["callout_session=", "other=1", "callout_session", "=;=;", "callout_session=é"]
)
async def test_a_cookie_that_is_none_is_401(site: Running, cookie: str) -> None:
    response = await site.client.get("/api/v1/lines", headers={b"cookie": cookie.encode()})
    assert response.status_code == 401
