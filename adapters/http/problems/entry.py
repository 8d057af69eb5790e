"""What people are told about one code."""

from dataclasses import dataclass

from domain.shared.texts import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """`title` says what it is, `advice` what to do; `facts` are the names that may leave the server."""

    title: Text
    advice: Text
    facts: frozenset[str] = frozenset()


def entry(zh: str, en: str, advice_zh: str, advice_en: str, *facts: str) -> Entry:
    return Entry(Text(zh, en), Text(advice_zh, advice_en), frozenset(facts))
