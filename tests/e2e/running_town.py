"""The people of a product that runs in processes of its own: signed in by what its data folder tells."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
import psycopg

from adapters.notify.codes import sent_codes
from adapters.persistence.embedded import roles
from adapters.persistence.embedded.site import choose_site
from bootstrap.demo_accounts import load_or_make
from bootstrap.demo_day.client import Client
from tests.bootstrap.watching import Running


@dataclass(slots=True)
class RunningTown:
    running: Running
    http: httpx.AsyncClient
    _known: dict[str, Client] = field(default_factory=dict)

    async def staff(self, username: str) -> Client:
        if username not in self._known:
            account = next(one for one in load_or_make(self.running.data) if one.sign_in == username)
            body = {"username": username, "password": account.password, "use_cookie": False}
            self._known[username] = Client(self.http)
            await self._known[username].sign_in("/auth/sessions/password", body)
        return self._known[username]

    async def homeowner(self, number: int = 0) -> Client:
        owners = [one for one in load_or_make(self.running.data) if one.role == "homeowner"]
        return await self._by_phone(owners[number].sign_in)

    async def worker(self, worker_id: str) -> Client:
        """Any worker: those whose phones are not in the folder are looked up as the owner of the tables."""
        with psycopg.connect(self.dsn) as connection:
            found = connection.execute("SELECT phone FROM accounts WHERE id = %s", (worker_id,)).fetchone()
        assert found is not None
        return await self._by_phone(found[0])

    @property
    def dsn(self) -> str:
        return choose_site(self.running.data).dsn(roles.OWNER, roles.DATABASE)

    async def advance(self, seconds: float) -> None:
        await (await self.staff("manager")).put("/clock", {"advance_s": int(seconds)})

    async def advance_to(self, moment: datetime) -> None:
        now = datetime.fromisoformat((await (await self.staff("manager")).get("/clock"))["business_now"])
        await self.advance(max(0.0, (moment - now) / timedelta(seconds=1)) + 1)

    async def _by_phone(self, phone: str) -> Client:
        client = Client(self.http)
        await client.post("/auth/codes", {"phone": phone})
        code = next(one.code for one in sent_codes(self.running.data / "codes.txt") if one.phone == phone)
        await client.sign_in("/auth/sessions/code", {"phone": phone, "code": code})
        return client
