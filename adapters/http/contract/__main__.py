"""`python -m adapters.http.contract` prints the document; `callout openapi` does the same."""

import sys

from adapters.http.contract.openapi import document_bytes

sys.stdout.buffer.write(document_bytes())
