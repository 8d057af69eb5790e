"""Where reviews are kept."""

from typing import Protocol

from domain.reviews.review import Review


class Reviews(Protocol):
    def add(self, review: Review) -> None: ...
