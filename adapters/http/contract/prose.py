"""What the document says in words, so that a client can be written from it alone."""

from typing import Final

TITLE: Final = "Callout"
VERSION: Final = "1.0.0"

DESCRIPTION: Final = """\
Home-service orders for residential communities: a homeowner places an order, staff review and dispatch \
it, a worker accepts and serves, the homeowner confirms and reviews.

## Conventions
JSON in UTF-8, `snake_case`, at most 256 KiB (photos 12 MiB). Ids are UUIDs. Moments are RFC 3339; send \
any offset, answers are in UTC. Money is an integer in minor units (`*_minor`) with the currency's own \
number of decimals (`currency_exponent`, which may be 0). Coordinates are WGS-84. Texts for people come \
as `{"zh": ..., "en": ...}`. Unknown fields and unknown query parameters are refused; later versions may \
add fields to answers and values to enumerations, so tolerate both.

## Signing in
Homeowners and workers: `POST /auth/codes`, then `POST /auth/sessions/code`. Staff: `POST \
/auth/sessions/password`. Send `Authorization: Bearer <access_token>` with every request; on 401 with \
code `session_expired` exchange the refresh token at `POST /auth/sessions/refresh` (each works once). A \
browser may ask for cookies instead (`use_cookie`): then each write carries `X-CSRF-Token` with the \
`csrf_token` of the session.

## Writing
Every POST, PUT and DELETE but those under `/auth` and previews needs a header `Idempotency-Key`: \
1 to 200 visible ASCII characters, made new for each intention and sent again unchanged with each \
retry. A repeated request is answered as the first one was, with `Idempotent-Replayed: true`; keys \
are kept for 7 days and private to account and route. The same key with another body is refused \
with 422 `idempotency_key_reused`; while the first request is still running the second gets 409 \
`twin_in_flight` with `Retry-After`. A write that was begun runs to its end even when the client \
hangs up: after a lost answer, send it again under its key.

Commands on an order carry `expected_version`, the version that the caller saw. A stale one is refused \
with 409 and the facts of what is there now: refetch, and decide again.

## Orders
`status`, `version`, `deadline_at`, `on_expiry` and `allowed_actions` (for this caller) come with every \
order. An action `x_y` is `POST /orders/{order_id}/x-y`, except that `offer` is `/offers` there, and \
`accept`, `decline` and `withdraw` are made on the offer. The usual chain: PENDING_REVIEW -approve-> \
READY -offer-> OFFERED -accept-> ACCEPTED -depart-> EN_ROUTE -arrive-> ARRIVED -start-> IN_SERVICE \
-complete-> AWAITING_CONFIRMATION -confirm-> COMPLETED, then review.

## Devices
`POST /quotes` and `POST /orders` take an optional header `X-Device-Id`: 16 to 64 letters, digits, `_` and \
`-`, made at random once and kept by the device. Only its digest is stored. Without it, promotions with a \
limit by device are refused as `device_unknown`. Where codes are typed (coupons, referrals, gifts) it may be \
sent too: tries are counted by member and by device.

## Lists
`{"items": [...], "next_cursor": "..." | null}`. Pass `next_cursor` back as `cursor` for the next page, \
with the same filters. `limit` is 1 to 100, 50 unless said.

## Problems
Every refusal is `application/problem+json` (RFC 9457) with a stable `code`; `title` and `detail` follow \
`Accept-Language` (zh-CN or en). 400 means that the request cannot mean anything, 422 that a rule of the \
business is against it, 409 that the state is another one, 410 that the time is over. 404 is also the \
answer for what one may not see. 429 and 503 carry `Retry-After`. All codes are listed at \
`/docs/problems`.

## Stream
One WebSocket for all clients at `/api/v1/stream`. The first message comes from the client within 5 \
seconds: `{"token": "<access_token>" | null, "after": "<cursor>" | null}` (token null with a cookie, \
after null to start now). The server then sends JSON messages by `type`: `change` (refetch what it \
names, if you show it), `live` (the replay is over), `reset` (the cursor is too old: refetch everything \
shown) and `ping`. Keep the last `cursor` and send it as `after` when connecting again: delivery is at \
least once, in order. Close codes: 4401 sign in again, 4408 no first message in time, 4400 first message \
not understood, 4429 too slow to read (connect again with the cursor), 1001 server going away. The \
shapes are the schemas `Hello` and `StreamMessage`.

## Operations
Outside `/api/v1`: `/healthz` (the process lives), `/readyz` (it can serve), `/metrics` (Prometheus), \
`/docs` (this reference).
"""

TAGS: Final = {
    "identity": "Signing in and out, and who one is",
    "places": "Regions, communities, the catalogue and true slots",
    "homeowner": "Addresses",
    "photos": "Pictures of the problem, and of the work before and after",
    "orders": "Orders and the commands on them",
    "offers": "Answers to an offer",
    "worker": "Jobs, the hall, duty and position",
    "dispatch": "Board, candidates, decision cards, runs and policy",
    "staff": "Workers, exceptions, the business clock",
    "points": "Loyalty points",
    "rules": "Rules of price and points: versions, drafts, campaigns and previews",
    "coupons": "Coupon batches and codes, and a member's own coupons",
    "inbox": "Messages",
}

MEANING_OF: Final = {
    400: ("Malformed", "The request cannot mean anything."),
    401: ("Unauthenticated", "No token, or one that is not valid any more."),
    403: ("Forbidden", "Not with this role, or without the CSRF token."),
    404: ("NotFound", "Not there, or not to be seen by this caller."),
    409: ("Conflict", "Another state, a stale version, already taken, or a twin in flight."),
    410: ("Expired", "It was there, and its time is over."),
    413: ("TooLarge", "More bytes than this route takes."),
    415: ("UnsupportedType", "Another content type than this route takes."),
    422: ("RuleBroken", "Well-formed, and against a rule of the business."),
    429: ("TooMany", "Slow down."),
    500: ("Failed", "Our fault; report `instance`."),
    503: ("Unavailable", "Something that we depend on does not answer."),
}
