"""Codes that cannot be guessed, and that a slip of the finger does not turn into another one.

Thirty-one signs, a prime number, without I, O, U, 0 and 1. A code has the weighted sum of its signs, by their
places from 1, divisible by 31: so every single wrong sign and every exchange of two signs is seen before
anything is looked up (the scheme of ISBN-10, with another prime).
"""

from collections.abc import Callable, Collection
from typing import Final

from domain.shared.errors import Malformed

SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
_PLACE: Final = {sign: i for i, sign in enumerate(SIGNS)}
_PRIME: Final = len(SIGNS)
_FAIR: Final = 256 // _PRIME * _PRIME
SHORTEST, LONGEST = 8, 24
RARITY: Final = 2**30
"""At least so many codes there must be for each one that is given out."""

Randomness = Callable[[int], bytes]
"""So many bytes that nobody can foretell."""


class CodeMalformed(Malformed):
    """Not a code that was ever given out: a wrong sign, a wrong length, or two signs exchanged."""

    code = "coupon_code_malformed"


class CodeSpaceTooSmall(Malformed):
    """So many codes of this length could be guessed. Facts: `length`."""

    code = "code_space_too_small"


def new_codes(count: int, length: int, randomness: Randomness, taken: Collection[str] = ()) -> list[str]:
    """`count` different codes of `length` signs (8 to 24, the last one the check), none of those taken.

    Raises `CodeSpaceTooSmall` where fewer than `RARITY` codes would stand against each one given out.
    """
    if not SHORTEST <= length <= LONGEST or count * RARITY > _PRIME ** (length - 1):
        raise CodeSpaceTooSmall(length=length)
    seen, found = set(taken), list[str]()
    while len(found) < count:
        for body in _bodies(count - len(found), length - 1, randomness):
            code = body + _check(body)
            if code not in seen:
                seen.add(code)
                found.append(code)
    return found


def _bodies(count: int, length: int, randomness: Randomness) -> list[str]:
    """Each sign equally likely: bytes that would favour the first signs are thrown away."""
    drawn = randomness(count * length + count * length // 16 + 16)
    signs = "".join(SIGNS[byte % _PRIME] for byte in drawn if byte < _FAIR)
    return [signs[i : i + length] for i in range(0, min(len(signs) - length + 1, count * length), length)]


def _check(body: str) -> str:
    weighted = sum(place * _PLACE[sign] for place, sign in enumerate(body, 1))
    return SIGNS[-weighted * pow(len(body) + 1, -1, _PRIME) % _PRIME]


def read_code(typed: str) -> str:
    """The code as it is stored, from what somebody typed: case, blanks and hyphens do not matter.

    Raises `CodeMalformed`.
    """
    code = "".join(typed[:100].split()).replace("-", "").upper()
    if not SHORTEST <= len(code) <= LONGEST or any(sign not in _PLACE for sign in code):
        raise CodeMalformed()
    if sum(place * _PLACE[sign] for place, sign in enumerate(code, 1)) % _PRIME:
        raise CodeMalformed()
    return code


def shown(code: str) -> str:
    """In groups of four, as people read it out."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))
