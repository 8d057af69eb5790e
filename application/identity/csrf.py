"""The CSRF token of a cookie session: a random part, and its MAC together with the session.

The client sends it in a header. Another site can neither read it nor make one, and one session's token
is worth nothing to another session.
"""

import hmac

from application.ports.tokens import Randomness, Signer
from domain.identity.refusals import CsrfFailed
from domain.identity.sessions import SessionId, token_text

_NONCE_BYTES = 16


def new_csrf_token(signer: Signer, randomness: Randomness, session_id: SessionId) -> str:
    nonce = token_text(randomness.token_bytes(_NONCE_BYTES))
    return f"{nonce}.{_proof(signer, nonce, session_id)}"


def check_csrf_token(signer: Signer, session_id: SessionId, presented: str | None) -> None:
    """Raises `CsrfFailed` unless the token was made for this session."""
    nonce, _, proof = (presented or "").partition(".")
    wanted = _proof(signer, nonce, session_id)
    if not hmac.compare_digest(wanted.encode(), proof.encode("utf-8", "surrogatepass")):
        raise CsrfFailed()


def _proof(signer: Signer, nonce: str, session_id: SessionId) -> str:
    message = session_id.bytes + nonce.encode("utf-8", "surrogatepass")
    return token_text(signer.mac("csrf", message))
