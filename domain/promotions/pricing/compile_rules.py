"""A rule set made ready to price with: conditions as closures, names looked up once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.promotions.cart import Scene
from domain.promotions.conditions.compiling import Test, compiled, is_steady
from domain.promotions.pricing.sieve import Sieve, sieve_of, unsettled
from domain.promotions.rules.model import Campaign, Promotion, RuleSet, Trigger, normal_code


@dataclass(frozen=True, slots=True)
class Ready:
    """A promotion with its campaign and its condition as a closure, which is steady within a lane or not."""

    promotion: Promotion
    campaign: Campaign | None
    test: Test
    is_steady: bool
    group_priority: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """Compiled for the policies of its rule set.

    `sieved` are the automatic ones again, judged only by what the sieve does not settle.
    """

    source: RuleSet
    automatic: tuple[Ready, ...]
    sieve: Sieve
    sieved: tuple[Ready, ...]
    by_id: Mapping[str, Ready]
    by_code: Mapping[str, Ready]
    by_trigger: Mapping[Trigger, tuple[Ready, ...]]

    def holding(self, scene: Scene) -> list[Ready]:
        """The automatic promotions whose conditions hold for these lines as listed."""
        amounts = scene.opening()
        kept = self.sieve.kept(scene, amounts.listed)
        return [ready for ready in map(self.sieved.__getitem__, kept) if ready.test(scene, amounts)]


def compile_rules(source: RuleSet) -> Rules:
    campaigns = {each.id: each for each in source.campaigns}
    groups = {each.id: each.priority for each in source.groups}
    ready = [
        Ready(
            promotion=each,
            campaign=campaigns.get(each.campaign) if each.campaign else None,
            test=compiled(each.when, source.policies.min_spend_base),
            is_steady=is_steady(each.when, source.policies.min_spend_base),
            group_priority=groups.get(each.group or "", 0),
        )
        for each in source.promotions
    ]
    automatic = tuple(each for each in ready if each.promotion.trigger is Trigger.AUTO)
    base = source.policies.min_spend_base
    return Rules(
        source=source,
        automatic=automatic,
        sieve=sieve_of([each.promotion.when for each in automatic]),
        sieved=tuple(
            replace(each, test=compiled(unsettled(each.promotion.when), base)) for each in automatic
        ),
        by_id={each.promotion.id: each for each in ready},
        by_code={normal_code(each.promotion.code): each for each in ready if each.promotion.code},
        by_trigger={
            trigger: tuple(each for each in ready if each.promotion.trigger is trigger) for trigger in Trigger
        },
    )
