"""What a member got."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """On one event or several: money off, points, coupons."""

    minor: int = 0
    points: int = 0
    coupons: int = 0

    def plus(self, other: "Given") -> "Given":
        return Given(self.minor + other.minor, self.points + other.points, self.coupons + other.coupons)

    def less(self, other: "Given") -> "Given":
        return Given(self.minor - other.minor, self.points - other.points, self.coupons - other.coupons)

    def at_most(self, other: "Given") -> "Given":
        return Given(
            min(self.minor, other.minor), min(self.points, other.points), min(self.coupons, other.coupons)
        )
