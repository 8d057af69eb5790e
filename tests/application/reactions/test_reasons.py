"""Reason codes in words: the same on the server and on the screens."""

import re
from pathlib import Path
from typing import Final

from application.reactions.reasons import REASONS, reason_text
from domain.shared.texts import Text

FRONT_END: Final = Path(__file__).parents[3] / "frontends/shared/src/words/reasons.ts"
TABLES: Final = ("DECLINE_REASONS", "DROP_REASONS", "REJECT_REASONS", "CANCEL_REASONS", "SYSTEM_REASONS")


def on_the_screens() -> dict[str, Text]:
    source, found = FRONT_END.read_text(), dict[str, Text]()
    for table in TABLES:
        (body,) = re.findall(rf"const {table}: ReasonTable = {{(.*?)\n}}", source, re.DOTALL)
        for code, zh, en in re.findall(r"(\w+): { zh: '(.*?)', en: '(.*?)' }", body):
            found[code] = Text(zh, en)
    return found


def test_the_screens_and_the_messages_say_the_same() -> None:
    assert dict(REASONS) == on_the_screens()


def test_what_somebody_typed_stays_as_it_is() -> None:
    assert reason_text("The dog bites") == Text("The dog bites", "The dog bites")
    assert reason_text(None) == Text("-", "-")
