"""Who may add which photo, and until when."""

import pytest

from domain.orders.status import FIRM, TERMINAL, Status
from domain.photos.photo import PhotoKind
from domain.photos.rights import may_add

WORK = (PhotoKind.BEFORE, PhotoKind.AFTER)


@pytest.mark.parametrize("status", Status)
def test_a_homeowner_shows_the_problem_as_long_as_the_order_is_open(status: Status) -> None:
    allowed = may_add(PhotoKind.PROBLEM, status, is_homeowner=True, is_firm_worker=False)
    assert allowed == (status not in TERMINAL)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("kind", WORK)
def test_a_worker_shows_the_work_from_acceptance_until_it_is_confirmed(
    status: Status, kind: PhotoKind
) -> None:
    allowed = may_add(kind, status, is_homeowner=False, is_firm_worker=True)
    assert allowed == (status in FIRM or status is Status.AWAITING_CONFIRMATION)


@pytest.mark.parametrize("status", Status)
def test_neither_does_the_other_ones_part(status: Status) -> None:
    assert not may_add(PhotoKind.PROBLEM, status, is_homeowner=False, is_firm_worker=True)
    for kind in WORK:
        assert not may_add(kind, status, is_homeowner=True, is_firm_worker=False)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("kind", PhotoKind)
def test_a_stranger_adds_nothing(status: Status, kind: PhotoKind) -> None:
    assert not may_add(kind, status, is_homeowner=False, is_firm_worker=False)
