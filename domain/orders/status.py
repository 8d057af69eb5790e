"""The words of an order's life: where it stands, and what can be done to it."""

from enum import StrEnum


class Status(StrEnum):
    PENDING_REVIEW = "PENDING_REVIEW"
    INFO_REQUESTED = "INFO_REQUESTED"
    READY = "READY"
    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    EN_ROUTE = "EN_ROUTE"
    ARRIVED = "ARRIVED"
    IN_SERVICE = "IN_SERVICE"
    AWAITING_CONFIRMATION = "AWAITING_CONFIRMATION"
    COMPLETED = "COMPLETED"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"
    CLOSED_UNSERVED = "CLOSED_UNSERVED"


class Action(StrEnum):
    SUBMIT = "submit"
    APPROVE = "approve"
    ESCALATE = "escalate"
    ASK = "ask"
    ANSWER = "answer"
    LAPSE = "lapse"
    REJECT = "reject"
    CANCEL = "cancel"
    OFFER = "offer"
    ASSIGN = "assign"
    OPEN_HALL = "open_hall"
    GRAB = "grab"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE_OFFER = "expire_offer"
    WITHDRAW = "withdraw"
    EXHAUST = "exhaust"
    DROP = "drop"
    REASSIGN = "reassign"
    NO_SHOW = "no_show"
    CLOSE_UNSERVED = "close_unserved"
    DEPART = "depart"
    ARRIVE = "arrive"
    START = "start"
    COMPLETE = "complete"
    NOT_DONE = "not_done"
    CONFIRM = "confirm"
    REVIEW = "review"
    FLAG_LATE = "flag_late"
    FORCE_CLOSE = "force_close"


TERMINAL = frozenset({Status.COMPLETED, Status.REJECTED, Status.CANCELLED, Status.CLOSED_UNSERVED})
FIRM = frozenset({Status.ACCEPTED, Status.EN_ROUTE, Status.ARRIVED, Status.IN_SERVICE})
