"""Names for communities: each base with each pattern once, dealt out by a seed."""

import json
import random
from pathlib import Path

from domain.shared.texts import Text

NAMES = Path(__file__).parent / "names"


def community_names(city: str, count: int, seed: int) -> list[Text]:
    """Raises ValueError when the list of names is too short for the city."""
    words = json.loads((NAMES / f"{city}.json").read_text(encoding="utf-8"))
    names = [
        Text(zh=zh_pattern.format(zh), en=en_pattern.format(en))
        for en_pattern, zh_pattern in words["patterns"]
        for en, zh in words["bases"]
    ]
    if len(names) < count:
        raise ValueError(f"{count} communities, but only {len(names)} names for {city}")
    return random.Random(seed).sample(names, count)
