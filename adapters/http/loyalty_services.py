"""The handlers behind points, rules, coupons and the programme."""

from dataclasses import dataclass

from application.loyalty.adjust_points import DecideAdjustmentHandler, ProposeAdjustmentHandler
from application.loyalty.adjustments_of import AdjustmentsOfHandler
from application.loyalty.gift_receiver import GiftReceiverHandler
from application.loyalty.give_points import GivePointsHandler
from application.loyalty.points_history import PointsHistoryHandler
from application.loyalty.points_of import ExpiringOfHandler, PointsOfHandler
from application.loyalty.refund_order import RefundOrderHandler
from application.loyalty.refunds_of import RefundsOfHandler
from application.loyalty.report_points import AuditPointsHandler, ReportPointsHandler, TotalRowsHandler
from application.loyalty.report_sources import ReportSourcesHandler, SourceLotsHandler, StandingRowsHandler
from application.loyalty.wallet_of import WalletOfHandler
from application.promotions.award_by_hand import AwardByHandHandler
from application.promotions.batches_of import BatchesOfHandler
from application.promotions.birthday import BirthdayOfHandler, SetBirthdayHandler
from application.promotions.campaigns_of import CampaignsOfHandler
from application.promotions.check_in import CheckInHandler
from application.promotions.correct_birthday import CorrectBirthdayHandler, MemberBirthdayHandler
from application.promotions.coupons_of import ClaimableCouponsHandler, CouponsOfHandler, MemberCouponsHandler
from application.promotions.drafts import (
    CreateDraftHandler,
    DropDraftHandler,
    ListDraftsHandler,
    ReadDraftHandler,
    SaveDraftHandler,
)
from application.promotions.dry_run_draft import DryRunDraftHandler
from application.promotions.give_coupons import ClaimCouponHandler, IssueCouponsHandler
from application.promotions.my_programme import MyProgrammeHandler
from application.promotions.preview_price import PreviewPriceHandler
from application.promotions.print_codes import PrintCodesHandler
from application.promotions.publish_rules import PublishDraftHandler
from application.promotions.refer import ReferralOfHandler, SayReferrerHandler
from application.promotions.report_costs import ListUsesHandler, ReportCostsHandler
from application.promotions.return_coupon import ReturnCouponHandler
from application.promotions.rule_versions import ListRuleVersionsHandler, ReadRulesHandler
from application.promotions.step_campaign import StepCampaignHandler
from application.promotions.typed_codes import ClaimCodeHandler


@dataclass(frozen=True, slots=True)
class LoyaltyHandlers:
    points_of: PointsOfHandler
    points_history: PointsHistoryHandler
    expiring_of: ExpiringOfHandler
    gift_receiver: GiftReceiverHandler
    give_points: GivePointsHandler
    wallet_of: WalletOfHandler
    propose_adjustment: ProposeAdjustmentHandler
    decide_adjustment: DecideAdjustmentHandler
    adjustments_of: AdjustmentsOfHandler
    refund_order: RefundOrderHandler
    refunds_of: RefundsOfHandler
    report_points: ReportPointsHandler
    total_rows: TotalRowsHandler
    report_sources: ReportSourcesHandler
    source_lots: SourceLotsHandler
    standing_rows: StandingRowsHandler
    audit_points: AuditPointsHandler


@dataclass(frozen=True, slots=True)
class RuleHandlers:
    versions: ListRuleVersionsHandler
    read: ReadRulesHandler
    list_drafts: ListDraftsHandler
    read_draft: ReadDraftHandler
    create_draft: CreateDraftHandler
    save_draft: SaveDraftHandler
    drop_draft: DropDraftHandler
    dry_run: DryRunDraftHandler
    publish: PublishDraftHandler
    campaigns: CampaignsOfHandler
    step_campaign: StepCampaignHandler
    preview: PreviewPriceHandler
    costs: ReportCostsHandler
    uses: ListUsesHandler


@dataclass(frozen=True, slots=True)
class ProgrammeHandlers:
    check_in: CheckInHandler
    mine: MyProgrammeHandler
    award_by_hand: AwardByHandHandler
    birthday_of: BirthdayOfHandler
    set_birthday: SetBirthdayHandler
    member_birthday: MemberBirthdayHandler
    correct_birthday: CorrectBirthdayHandler
    referral_of: ReferralOfHandler
    say_referrer: SayReferrerHandler


@dataclass(frozen=True, slots=True)
class CouponHandlers:
    batches: BatchesOfHandler
    print_codes: PrintCodesHandler
    issue: IssueCouponsHandler
    give_back: ReturnCouponHandler
    coupons_of: CouponsOfHandler
    member_coupons: MemberCouponsHandler
    claimable: ClaimableCouponsHandler
    claim: ClaimCouponHandler
    claim_code: ClaimCodeHandler
