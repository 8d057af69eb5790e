"""Words for people, in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    zh: str
    en: str

    def in_locale(self, locale: str) -> str:
        return self.zh if locale.startswith("zh") else self.en
