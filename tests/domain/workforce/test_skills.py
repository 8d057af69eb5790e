from datetime import UTC, datetime, timedelta

import pytest

from domain.workforce.model import Skill, SkillLevelOffScale

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_skill_covers_work_of_its_kind_up_to_its_level() -> None:
    skill = Skill("drains", 3)
    assert skill.covers("drains", 3, NOW)
    assert not skill.covers("drains", 4, NOW)
    assert not skill.covers("locks", 1, NOW)


def test_a_skill_ends_at_the_moment_of_its_expiry() -> None:
    skill = Skill("gas", 5, expires_at=NOW)
    assert skill.covers("gas", 1, NOW - timedelta(seconds=1))
    assert not skill.covers("gas", 1, NOW)


@pytest.mark.parametrize("level", [0, 6])
def test_a_level_off_the_scale_is_refused(level: int) -> None:
    with pytest.raises(SkillLevelOffScale):
        Skill("gas", level)
