"""The order: an aggregate whose every move goes through the life-cycle table."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from domain.identity.roles import Actor, Role
from domain.orders import offering
from domain.orders.by import By
from domain.orders.deadlines import deadline_of
from domain.orders.events import EVENT_OF, OrderEvent
from domain.orders.lifecycle import allowed_actions, permitted
from domain.orders.parts import Offer, Place, Terms, Visit
from domain.orders.policy import OrderPolicy
from domain.orders.refusals import ReviewTooLate, StaleVersion, TextMissing
from domain.orders.standing import Standing
from domain.orders.status import TERMINAL, Action, Status
from domain.shared.errors import Fact
from domain.shared.ids import CommunityId, OrderId, RegionId, ReviewId


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the table, checked and not yet taken; `role` is the one that admitted the actor."""

    action: Action
    by: By
    source: Status | None
    target: Status
    role: Role


@dataclass(slots=True)
class Order:
    """What the homeowner asked for.

    `version` counts moves; `events` are those not yet stored; `released` are workers let go in this
    unit of work, who must hear of it too.
    """

    id: OrderId
    region_id: RegionId
    zone: str
    homeowner_id: UUID
    terms: Terms
    place: Place
    visit: Visit
    policy: OrderPolicy
    created_at: datetime
    queued_at: datetime
    status: Status = Status.PENDING_REVIEW
    version: int = 0
    is_urgent: bool = False
    priority: int = 0
    note: str = ""
    question: str | None = None
    answer: str | None = None
    reason: str | None = None
    is_in_hall: bool = False
    is_escalated: bool = False
    is_late: bool = False
    rounds: int = 0
    ready_since: datetime | None = None
    not_done_count: int = 0
    review_id: ReviewId | None = None
    completed_at: datetime | None = None
    deadline_at: datetime | None = None
    on_expiry: Action | None = None
    offers: list[Offer] = field(default_factory=list)
    released: list[UUID] = field(default_factory=list)
    events: list[OrderEvent] = field(default_factory=list)

    # -- what it is ---------------------------------------------------------------------------

    @property
    def community_id(self) -> CommunityId:
        return self.place.community_id

    @property
    def live_offers(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.is_live]

    @property
    def standing(self) -> Standing:
        return Standing(
            status=self.status,
            region_id=self.region_id,
            homeowner_id=self.homeowner_id,
            firm_worker_id=self.visit.worker_id if self.visit.is_live else None,
            offered_worker_ids=frozenset(offer.worker_id for offer in self.live_offers),
            is_in_hall=self.is_in_hall,
            is_reviewed=self.review_id is not None,
            not_done_count=self.not_done_count,
        )

    def allowed_actions(self, actor: Actor) -> tuple[Action, ...]:
        return allowed_actions(self.standing, actor)

    def expect_version(self, seen: int | None) -> None:
        """Raises `StaleVersion` unless the caller saw this very version (None: the caller need not have)."""
        if seen is not None and seen != self.version:
            raise StaleVersion(seen=seen, version=self.version, status=self.status.value)

    # -- review ---------------------------------------------------------------------------------

    def submit(self, by: By) -> None:
        self.take(self._step(Action.SUBMIT, by, None))

    def approve(self, by: By) -> None:
        step = self.step(Action.APPROVE, by)
        self.ready_since = by.at
        self.take(step)

    def escalate(self, by: By) -> None:
        step = self.step(Action.ESCALATE, by)
        self.is_escalated = True
        self.take(step)

    def ask(self, by: By, question: str) -> None:
        step = self.step(Action.ASK, by)
        self.question, self.answer = _words(question), None
        self.take(step, data={"question": self.question})

    def answer_with(self, by: By, answer: str) -> None:
        step = self.step(Action.ANSWER, by)
        self.answer = _words(answer)
        self.take(step, data={"answer": self.answer})

    def reject(self, by: By, reason_code: str, note: str) -> None:
        self.move(Action.REJECT, by, reason_code, {"note": note} if note else {})

    def lapse(self, by: By) -> None:
        self.move(Action.LAPSE, by, "no_information")

    # -- the ends -------------------------------------------------------------------------------

    def cancel(self, by: By, reason: str) -> None:
        step = self.step(Action.CANCEL, by)
        offering.withdraw_all(self, by)
        self.take(step, reason)

    def force_close(self, by: By, reason: str) -> None:
        step = self.step(Action.FORCE_CLOSE, by)
        offering.withdraw_all(self, by)
        self.take(step, _words(reason))

    def close_unserved(self, by: By, reason: str) -> None:
        self.move(Action.CLOSE_UNSERVED, by, reason)

    def confirm(self, by: By) -> None:
        step = self.step(Action.CONFIRM, by)
        self.completed_at = by.at
        self.take(step)

    def review(self, by: By, review_id: ReviewId, stars: int, text_length: int = 0) -> None:
        step = self.step(Action.REVIEW, by)
        if self.completed_at and by.at - self.completed_at > timedelta(days=self.policy.review_within_days):
            raise ReviewTooLate(days=self.policy.review_within_days)
        self.review_id = review_id
        self.take(step, data={"review_id": str(review_id), "stars": stars, "text_length": text_length})

    # -- the one way to move --------------------------------------------------------------------

    def step(self, action: Action, by: By) -> Step:
        """The table's step for this caller; raises `IllegalTransition` or `ActionNotAllowed`."""
        return self._step(action, by, self.status)

    def _step(self, action: Action, by: By, source: Status | None) -> Step:
        target, role = permitted(source, action, self.standing, by.actor)
        return Step(action, by, source, target, role)

    def move(
        self,
        action: Action,
        by: By,
        reason: str | None = None,
        data: dict[str, Fact] | None = None,
    ) -> None:
        self.take(self.step(action, by), reason, data)

    def take(self, step: Step, reason: str | None = None, data: dict[str, Fact] | None = None) -> None:
        """Arrive where the step leads: status, version, deadline and one event."""
        now = step.by.at
        self.status = step.target
        self.version += 1
        self.reason = reason if reason is not None else self.reason
        self.is_late = step.action is Action.FLAG_LATE
        if step.target in TERMINAL and self.visit.is_live:
            self.visit = replace(self.visit, is_live=False, closed_at=now)
        due = deadline_of(self, now)
        self.deadline_at = due.at if due else None
        self.on_expiry = due.action if due else None
        self.events.append(self._event(step, reason, data or {}))

    def _event(self, step: Step, reason: str | None, data: dict[str, Fact]) -> OrderEvent:
        return EVENT_OF[step.action](
            order_id=self.id,
            seq=self.version,
            region_id=self.region_id,
            homeowner_id=self.homeowner_id,
            worker_ids=tuple(sorted(self._workers_concerned(step.by.at))),
            action=step.action,
            source=step.source,
            to=step.target,
            actor_id=step.by.actor.account_id,
            role=step.role,
            at=step.by.at,
            reason=reason,
            data=data,
            is_in_hall=self.is_in_hall,
        )

    def _workers_concerned(self, now: datetime) -> set[UUID]:
        asked = {offer.worker_id for offer in self.offers if offer.is_live or offer.answered_at == now}
        return asked | set(self.released) | ({self.visit.worker_id} if self.visit.worker_id else set())


def _words(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise TextMissing()
    return stripped
