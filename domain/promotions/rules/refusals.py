"""Why rules are not to be had, saved or published."""

from domain.shared.errors import Conflict, NotFound, RuleBroken


class RuleVersionNotFound(NotFound):
    code = "rule_version_not_found"


class RuleDraftNotFound(NotFound):
    code = "rule_draft_not_found"


class RuleDraftChanged(Conflict):
    """Somebody saved it meanwhile, or took it away."""

    code = "rule_draft_changed"


class RulesMovedMeanwhile(Conflict):
    """Somebody else published a version in the same moment."""

    code = "rules_moved_meanwhile"


class DraftNotTried(RuleBroken):
    """What is published was run over a past period first, in exactly this form."""

    code = "draft_not_tried"


class CampaignUnknown(NotFound):
    code = "campaign_not_found"


class EffectiveMomentWrong(RuleBroken):
    """Rules take effect now or within a year from now."""

    code = "effective_moment_wrong"


class TooMuchPast(RuleBroken):
    """More happened in the period than one dry run looks at. Facts: `at_most`."""

    code = "too_much_past"
