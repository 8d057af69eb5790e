from uuid import UUID

import pytest

from domain.catalogue.model import PriceBandIsUpsideDown, ServicePrice
from domain.shared.ids import RegionId, ServiceId

SERVICE, REGION = ServiceId(UUID(int=1)), RegionId(UUID(int=2))


def test_a_price_may_lie_outside_the_band_of_extras() -> None:
    assert ServicePrice(SERVICE, REGION, 22_000, 4_000, 9_000).price_minor == 22_000


@pytest.mark.parametrize("figures", [(-1, 0, 1), (1, -1, 1), (1, 5, 4)])
def test_a_price_below_nothing_or_a_band_upside_down_is_refused(figures: tuple[int, int, int]) -> None:
    with pytest.raises(PriceBandIsUpsideDown):
        ServicePrice(SERVICE, REGION, *figures)
