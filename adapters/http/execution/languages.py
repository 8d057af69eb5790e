"""In which language a problem is told."""

from sanic import Request

DEFAULT_LOCALE = "zh-CN"


def locale_of(request: Request, account_locale: str | None) -> str:
    """The first of zh and en in Accept-Language (by its weights), else the account's, else zh-CN."""
    wanted = []
    for place, part in enumerate(request.headers.get("accept-language", "").split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        language = tag.strip().lower()[:2]
        if language in ("zh", "en"):
            wanted.append((-_weight(weight), place, language))
    if wanted:
        return "en" if min(wanted)[2] == "en" else DEFAULT_LOCALE
    return account_locale or DEFAULT_LOCALE


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
