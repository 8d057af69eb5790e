"""A manager's desk and a member's phone over either store: rules and coupons in few words."""

from dataclasses import dataclass, field, fields
from typing import Any

from adapters.memory.campaign_uses import MemoryCampaignUses
from adapters.memory.past_events import MemoryPastEvents
from adapters.memory.rate_limits import MemoryRateLimits
from adapters.memory.tokens import SeededRandomness
from adapters.memory.work import MemoryUnits
from adapters.persistence.identity.accounts import SqlAccounts
from adapters.persistence.pooled import PooledStatements
from adapters.persistence.pricing.campaign_uses import SqlCampaignUses
from adapters.persistence.promotions.past_events import SqlPastEvents
from adapters.persistence.work import SqlUnits
from adapters.security.signing import HmacSigner
from application.identity.counting import AttemptCounter
from application.ports.accounts import Accounts
from application.ports.campaign_uses import CampaignUses
from application.ports.past_events import PastEvents
from application.promotions.drafts import CreateDraft, CreateDraftHandler, SaveDraft, SaveDraftHandler
from application.promotions.dry_run_draft import DryRunDraft, DryRunDraftHandler
from application.promotions.live_rules import LiveRules
from application.promotions.publish_rules import PublishDraft, PublishDraftHandler
from application.views.rules import Draft, DryRunReport, RuleVersionRow
from domain.promotions.rules.editions import RuleDraftId, RuleVersion
from domain.shared.ids import AccountId
from domain.shared.time import Window
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import MANAGER, NOON, REGION
from tests.domain.promotions.making import Json, campaign, percent, promo, rule_json

CHIEF = AccountId(MANAGER.account_id)  # type: ignore[arg-type]
CLP: Json = {"currency": "CLP", "decimals": 0, "zone": "America/Santiago"}


def batch(name: str, kind: str, **rest: object) -> Json:
    said = {"zh": name, "en": name}
    usual: Json = {"size": 10, "valid_days": 30, "state": "published"}
    return {"id": name, "name": said, "promotion": "gift", "kind": kind, **usual, **rest}


def shop_rules(**rest: object) -> Json:
    """A campaign, a coupon promotion and a batch of each kind, in the money of the hamlet."""
    gift: Json = {**promo("gift", percent(1_000)), "trigger": "code"}
    ten = promo("ten", percent(1_000), campaign="spring")
    usual: Json = {
        "campaigns": [campaign("spring", budget={"measure": "minor", "at_most": 90_000})],
        "batches": [batch("flash", "claimed"), batch("paper", "printed"), batch("sorry", "issued")],
    }
    return rule_json(ten, gift, **{**CLP, **usual, **rest})


@dataclass
class Desk:
    """Its parts have the names of the fields that handlers ask for."""

    stage: Stage
    live: LiveRules = field(default_factory=LiveRules)
    randomness: SeededRandomness = field(default_factory=lambda: SeededRandomness(5))
    counter: AttemptCounter = field(init=False)

    def __post_init__(self) -> None:
        self.clock, self.ids, self.new_uow = self.stage.clock, self.stage.ids, self.stage.new_uow
        self.counter = AttemptCounter(MemoryRateLimits(), HmacSigner(b"s" * 32), self.stage.real)

    @property
    def statements(self) -> PooledStatements:
        assert isinstance(self.new_uow, SqlUnits)
        return PooledStatements(self.new_uow.store.pool)

    @property
    def past(self) -> PastEvents:
        if isinstance(self.new_uow, MemoryUnits):
            return MemoryPastEvents(self.new_uow.store)
        return SqlPastEvents(self.statements)

    @property
    def uses(self) -> CampaignUses:
        if isinstance(self.new_uow, MemoryUnits):
            return MemoryCampaignUses(self.new_uow.store)
        return SqlCampaignUses(self.statements)

    @property
    def accounts(self) -> Accounts:
        if isinstance(self.new_uow, MemoryUnits):
            return self.new_uow.store.accounts
        return SqlAccounts(self.statements)

    def made(self, kind: type[Any]) -> Any:
        """The handler; a part that the desk has not keeps its default."""
        return kind(**{one.name: getattr(self, one.name) for one in fields(kind) if hasattr(self, one.name)})

    async def go_live(self, content: Json, number: int = 1) -> None:
        """Past drafting and trying, as a seed does."""
        async with self.new_uow() as uow:
            version = {**content, "version": number}
            uow.rules.publish(RuleVersion(REGION, number, version, NOON, CHIEF, NOON, "seed"))
            await uow.commit()

    async def draft(self, content: Json) -> Draft:
        """Begun from the newest version, saved with this content."""
        begun = await self.made(CreateDraftHandler)(CreateDraft(MANAGER, REGION, " spring "))
        save = SaveDraft(MANAGER, REGION, RuleDraftId(begun.row.id), begun.row.version, content)
        saved: Draft = await self.made(SaveDraftHandler)(save)
        return saved

    async def try_out(self, draft: Draft, period: Window) -> DryRunReport:
        row = draft.row
        cmd = DryRunDraft(MANAGER, REGION, RuleDraftId(row.id), row.version, period)
        report: DryRunReport = await self.made(DryRunDraftHandler)(cmd)
        return report

    async def publish(self, draft_id: RuleDraftId, seen: int, **rest: Any) -> RuleVersionRow:
        cmd = PublishDraft(MANAGER, REGION, draft_id, seen, " why ", **rest)
        row: RuleVersionRow = await self.made(PublishDraftHandler)(cmd)
        return row
