"""The little Markdown that the document uses, as HTML: headings, paragraphs, code."""

import re
from html import escape
from typing import Final

_CODE: Final = re.compile(r"`([^`]+)`")


def inline(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(text))


def prose(text: str) -> str:
    blocks = (block.strip() for block in text.split("\n\n"))
    return "\n".join(_block(block) for block in blocks if block)


def _block(block: str) -> str:
    if not block.startswith("## "):
        return f"<p>{inline(block)}</p>"
    heading, _, rest = block.removeprefix("## ").partition("\n")
    anchor = heading.lower().replace(" ", "-")
    body = f"<p>{inline(rest)}</p>" if rest else ""
    return f'<h2 id="{anchor}"><a href="#{anchor}">{inline(heading)}</a></h2>{body}'
