"""RFC 6238 codes behind the `Authenticators` port."""

import hmac
from datetime import datetime
from typing import Final

import pyotp

_STEP_S: Final = 30
_STEPS_OFF: Final = (0, -1, 1)  # a phone's clock may be one step off


class PyotpAuthenticators:
    def new_secret(self) -> str:
        return pyotp.random_base32()

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        step = int(now.timestamp()) // _STEP_S
        totp = pyotp.TOTP(secret)
        presented = code.encode("utf-8", "surrogatepass")
        for off in _STEPS_OFF:
            wanted = totp.generate_otp(step + off).encode()
            if hmac.compare_digest(wanted, presented):
                return step + off
        return None


def enrolment_uri(secret: str, username: str, issuer: str = "Callout") -> str:
    """What an authenticator app reads as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer)
