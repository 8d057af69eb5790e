"""How often somebody may try: fixed windows that open with the first hit of a bucket."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from typing import Final

from domain.identity.refusals import RateLimited


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `hits` in any window of `window_s` seconds that opens with a hit."""

    hits: int
    window_s: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is counted together, for instance one phone's requests for codes."""

    key: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class Hit:
    """The state of a bucket right after it was hit."""

    key: str
    hits: int
    window_ends_at: datetime


def judge_hits(buckets: tuple[Bucket, ...], hits: tuple[Hit, ...], now: datetime) -> None:
    """Raises `RateLimited` with the longest wait of all buckets that ran over."""
    allowed = {bucket.key: bucket.limit.hits for bucket in buckets}
    over = [hit for hit in hits if hit.hits > allowed[hit.key]]
    if over:
        wait_s = max((hit.window_ends_at - now).total_seconds() for hit in over)
        raise RateLimited(retry_after_s=max(1, ceil(wait_s)))


def network_of(client_address: str) -> str:
    """What is counted as one client: an IPv4 address, or the /64 that a household gets of IPv6."""
    try:
        address = ip_address(client_address)
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), 64), strict=False))


@dataclass(frozen=True, slots=True)
class SignInLimits:
    """The defaults of one installation; a setting may replace each."""

    code_resend: Limit = Limit(hits=1, window_s=60)
    codes_per_phone: Limit = Limit(hits=6, window_s=3600)
    codes_per_address: Limit = Limit(hits=60, window_s=3600)
    code_guesses_per_phone: Limit = Limit(hits=20, window_s=3600)
    code_guesses_per_address: Limit = Limit(hits=120, window_s=3600)
    passwords_per_username: Limit = Limit(hits=10, window_s=900)
    passwords_per_address: Limit = Limit(hits=60, window_s=900)
    refreshes_per_address: Limit = Limit(hits=600, window_s=900)


DEFAULT_SIGN_IN_LIMITS: Final = SignInLimits()
_MANY: Final = Limit(hits=100_000, window_s=900)

# Where all clients come from one address (a demo, a test day), counting by address would count everybody
# as one; the limits per phone and per user name stay.
SHARED_ADDRESS_LIMITS: Final = SignInLimits(
    codes_per_address=_MANY,
    code_guesses_per_address=_MANY,
    passwords_per_address=_MANY,
    refreshes_per_address=_MANY,
)
