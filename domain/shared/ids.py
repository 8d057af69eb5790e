"""Names for the identities that cross subjects; all are UUIDv7, made by the `Ids` port."""

from typing import NewType
from uuid import UUID

AccountId = NewType("AccountId", UUID)
AddressId = NewType("AddressId", UUID)
CardId = NewType("CardId", UUID)
CategoryId = NewType("CategoryId", UUID)
CommunityId = NewType("CommunityId", UUID)
EventId = NewType("EventId", UUID)
ExceptionId = NewType("ExceptionId", UUID)
MessageId = NewType("MessageId", UUID)
OfferId = NewType("OfferId", UUID)
OrderId = NewType("OrderId", UUID)
PhotoId = NewType("PhotoId", UUID)
RegionId = NewType("RegionId", UUID)
ReviewId = NewType("ReviewId", UUID)
RunId = NewType("RunId", UUID)
ServiceId = NewType("ServiceId", UUID)
VisitId = NewType("VisitId", UUID)
WorkerId = NewType("WorkerId", UUID)
