"""The private file that stands in for a carrier."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.notify.codes import FileCodeSender, sent_codes
from application.ports.codes import CodeMessage
from domain.identity.account import Locale
from tests.adapters.identity.conftest import NOW


def message(code: str) -> CodeMessage:
    return CodeMessage("+56911111111", code, Locale.EN, NOW + timedelta(minutes=5))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "codes.jsonl"


def send(path: Path, *codes: str) -> None:
    async def all_at_once() -> None:
        await asyncio.gather(*(FileCodeSender(path).send(message(code)) for code in codes))

    asyncio.run(all_at_once())


def test_codes_are_read_newest_first_and_no_more_than_asked_for(path: Path) -> None:
    for code in ("000001", "000002", "000003"):
        send(path, code)
    assert [line.code for line in sent_codes(path, limit=2)] == ["000003", "000002"]
    assert sent_codes(path)[0].phone == "+56911111111"
    assert sent_codes(path)[0].expires_at == "2026-05-01T08:05:00+00:00"


def test_only_its_owner_reads_the_file(path: Path) -> None:
    send(path, "000001")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_was_opened_up_is_closed_again(path: Path) -> None:
    send(path, "000001")
    path.chmod(0o666)
    send(path, "000002")
    assert path.stat().st_mode & 0o777 == 0o600


def test_codes_that_are_sent_at_once_are_all_there(path: Path) -> None:
    codes = [f"{number:06d}" for number in range(50)]
    send(path, *codes)
    assert sorted(line.code for line in sent_codes(path)) == codes


def test_a_code_never_reaches_the_log(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    send(path, "123987")
    assert "123987" not in caplog.text


def test_without_a_file_there_are_no_codes_and_a_torn_line_is_passed_over(path: Path) -> None:
    assert sent_codes(path) == []
    send(path, "000001")
    path.write_bytes(b'{"phone": "+5' + b"\n" + path.read_bytes())
    assert [line.code for line in sent_codes(path)] == ["000001"]
