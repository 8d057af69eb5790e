"""A member hears of what the clock's runs award: in the commit of the award, so once and never without it."""

from typing import Final

from application.ports.ids import Ids
from application.ports.outbox import Message
from application.ports.promotion_uses import UseSource
from application.ports.unit_of_work import UnitOfWork
from application.upkeep.events import MessageArrived
from domain.promotions.programme.awarding import Awarded
from domain.promotions.programme.telling import words_of
from domain.promotions.rules.model import Trigger
from domain.shared.ids import MessageId

KIND: Final = "points_awarded"


def tell_award(uow: UnitOfWork, ids: Ids, source: UseSource, trigger: Trigger, awarded: Awarded) -> None:
    """Stage a message where something was given that its member did not ask for at this moment."""
    words = words_of(trigger, awarded)
    if words is None:
        return
    title, body = words
    message = Message(MessageId(ids.new()), source.member_id, KIND, title, body, None, source.at)
    uow.inbox.add(message)
    uow.record(MessageArrived(message.id, source.member_id, KIND, source.at))
