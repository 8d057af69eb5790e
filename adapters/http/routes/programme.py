"""Checking in, and what the staff gives by rules."""

from typing import Final

from adapters.http.contract.route import Route
from adapters.http.endpoints import programme as endpoints
from adapters.http.models import programme
from domain.identity.roles import Role

TAG: Final = "points"

ROUTES: Final = (
    Route(
        method="POST",
        path="/me/check-ins",
        name="check_in",
        endpoint=endpoints.check_in,
        summary="Look in, once a local day, for what the rules give for that and for a streak",
        tag=TAG,
        access=frozenset({Role.HOMEOWNER}),
        body=programme.CheckIn,
        output=programme.CheckedIn,
        detail="Again on the same day it gives nothing more.",
    ),
    Route(
        method="GET",
        path="/me/programme",
        name="my_programme",
        endpoint=endpoints.mine,
        summary="My tier in a region, what the next one needs, and whether I checked in today",
        tag=TAG,
        access=frozenset({Role.HOMEOWNER}),
        query=programme.MyProgrammeQuery,
        output=programme.MyProgramme,
    ),
    Route(
        method="POST",
        path="/members/{member_id}/awards",
        name="award_by_hand",
        endpoint=endpoints.award,
        summary="Give a member what the rules of the trigger manual give",
        tag=TAG,
        access=frozenset({Role.MANAGER}),
        body=programme.AwardByHand,
        output=programme.Award,
        status=201,
    ),
)
