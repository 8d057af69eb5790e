"""Who plays: staff by password, homeowners and workers by the codes that the demo keeps in a file."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx

from adapters.notify.codes import sent_codes
from bootstrap.demo_accounts import load_or_make
from bootstrap.demo_day.client import Client
from bootstrap.settings import Settings

CODES_READ: Final = 400
LOOKS_FOR_A_CODE: Final = 60
FRESH_FOR: Final = timedelta(minutes=4, seconds=30)  # of the five minutes that a code lives


class NoDemo(RuntimeError):
    """There is nothing to play with; the text says why."""


@dataclass(slots=True)
class People:
    """Signs in whoever is needed, once."""

    http: httpx.AsyncClient
    settings: Settings
    _clients: dict[str, Client] = field(default_factory=dict)
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def staff(self, role: str) -> Client:
        async with self._locks.setdefault(role, asyncio.Lock()):
            if role not in self._clients:
                known = {one.sign_in: one for one in load_or_make(self.settings.data)}
                if role not in known:
                    raise NoDemo(f"no demo account {role}")
                client = Client(self.http)
                body = {"username": role, "password": known[role].password, "use_cookie": False}
                await client.sign_in("/auth/sessions/password", body)
                self._clients[role] = client
        return self._clients[role]

    async def by_phone(self, phone: str) -> Client:
        async with self._locks.setdefault(phone, asyncio.Lock()):
            if phone not in self._clients:
                self._clients[phone] = await self._signed_in(phone)
        return self._clients[phone]

    async def _signed_in(self, phone: str) -> Client:
        client = Client(self.http)
        asked_at = datetime.now(UTC)
        await client.post("/auth/codes", {"phone": phone})
        code = await _code_for(self.settings.codes_file, phone, asked_at)
        await client.sign_in("/auth/sessions/code", {"phone": phone, "code": code})
        return client


async def _code_for(file: Path, phone: str, asked_at: datetime) -> str:
    for _ in range(LOOKS_FOR_A_CODE):
        for line in sent_codes(file, CODES_READ):
            if line.phone == phone and datetime.fromisoformat(line.expires_at) > asked_at + FRESH_FOR:
                return line.code
        await asyncio.sleep(0.05)
    raise NoDemo(f"no code arrived for {phone}: this installation does not keep codes in {file}")
