"""`python -m adapters.http.docs_page DOCS` writes the generated guides into that folder."""

import sys
from pathlib import Path

from adapters.http.contract.openapi import document
from adapters.http.docs_page.markdown import api_markdown, problems_markdown

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
(folder / "problems.md").write_text(problems_markdown())
(folder / "api.md").write_text(api_markdown(document()))
