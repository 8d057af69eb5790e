"""What is kept of a phone number and of a one-time code: hashes under the server's secret."""

from application.ports.tokens import Signer


def phone_key(signer: Signer, phone: str) -> bytes:
    return signer.mac("phone", phone.encode())


def code_digest(signer: Signer, key: bytes, code: str) -> bytes:
    """Bound to the phone, so that one phone's code proves no other."""
    return signer.mac("one-time-code", key + code.encode("utf-8", "surrogatepass"))
