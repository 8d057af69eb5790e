"""docs/promotion-rules.md names everything that a rule may say, and its example can be read."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Final

from domain.loyalty.expiry import ExpiryKind
from domain.promotions.conditions.fields import FIELDS
from domain.promotions.conditions.nodes import Measure, Op
from domain.promotions.policies import Policies
from domain.promotions.rules.limits import Measure as LimitMeasure
from domain.promotions.rules.limits import Period, Scope
from domain.promotions.rules.model import Trigger
from domain.promotions.rules.read_reward import READERS
from domain.promotions.rules.read_rules import read_rules
from domain.promotions.rules.rewards import Pick, Spread

PAGE: Final = (Path(__file__).resolve().parents[3] / "docs" / "promotion-rules.md").read_text()


def test_the_page_names_everything_that_a_rule_may_say() -> None:
    named = set(re.findall(r"`([a-z_.]+)`", PAGE))
    policies = {each.name: type(getattr(Policies(), each.name)) for each in fields(Policies)}
    choices = {str(value) for kind in policies.values() if kind is not int for value in kind}
    enums = (Measure, Op, LimitMeasure, Period, Scope, Trigger, Pick, Spread, ExpiryKind)
    said = {str(value) for enum in enums for value in enum}
    assert {*FIELDS, *READERS, *policies, *choices, *said} - named == set()


def test_the_example_of_the_page_can_be_read() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert read_rules(json.loads(example)).promotions[0].id == "ten"
