"""A recorded day on disk: what was written is read, in private; what is no day is refused in words."""

import gzip
from pathlib import Path

import msgspec
import pytest

from arena.recorded import bounds
from arena.recorded import file as on_disk
from arena.recorded.bounds import NotADay, unpacked
from arena.recorded.file import read_day, write_day
from arena.recorded.model import RecordedDay
from tests.adapters.contracts.hamlet import elsewhere, hamlet
from tests.arena.recorded.lived import lived_day

PERSONAL = (
    *(one.name for place in (hamlet(), elsewhere()) for one in place.workers),
    *(one.line for one in hamlet().addresses),
    *(account.username or "" for account in hamlet().accounts),
    "Balmaceda",
    "under the sink",
    "changed_my_mind",
    "too_far",
    "account_id",
    "phone",
)


@pytest.fixture
async def day() -> RecordedDay:
    return await (await lived_day()).recorded()


@pytest.mark.parametrize("name", ["day.json", "day.json.gz"])
def test_a_day_is_read_as_it_was_written(day: RecordedDay, tmp_path: Path, name: str) -> None:
    size = write_day(day, tmp_path / name)
    assert read_day(tmp_path / name) == day
    assert (tmp_path / name).stat().st_size == size
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_the_same_day_is_the_same_file_and_only_its_owner_reads_it(day: RecordedDay, tmp_path: Path) -> None:
    first, second = tmp_path / "a.json.gz", tmp_path / "b.json.gz"
    write_day(day, first)
    write_day(day, second)
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600


def test_nobody_can_be_read_out_of_it(day: RecordedDay, tmp_path: Path) -> None:
    """Neither out of the file nor out of the questions in it."""
    write_day(day, tmp_path / "day.json")
    texts = [(tmp_path / "day.json").read_text(), *(unpacked(one.question).decode() for one in day.ticks)]
    for text in texts:
        for word in PERSONAL:
            assert word
            assert f'"{word}' not in text
            assert word == "Bo" or word not in text or len(word) < 4


def test_a_word_that_is_in_it_would_be_found(day: RecordedDay, tmp_path: Path) -> None:
    write_day(day, tmp_path / "day.json")
    assert '"plumbing' in (tmp_path / "day.json").read_text()


def refused(path: Path) -> str:
    with pytest.raises(NotADay) as refusal:
        read_day(path)
    return str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refused(tmp_path / "none.json")


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"no json", b"[]", b'{"format": 1}'])
def test_a_file_that_is_no_json_of_ours_is_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "x.json").write_bytes(body)
    assert "not JSON, or cut off" in refused(tmp_path / "x.json")


def test_another_format_and_another_version_are_named(day: RecordedDay, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b'{"format": "a cake", "version": 1}')
    assert "its format is 'a cake'" in refused(path)
    path.write_bytes(msgspec.json.encode(day).replace(b'"version":1', b'"version":9', 1))
    assert "is of version 9; this Callout reads version 1" in refused(path)


def test_a_day_that_was_cut_off_is_refused(day: RecordedDay, tmp_path: Path) -> None:
    path = tmp_path / "x.json.gz"
    write_day(day, path)
    path.write_bytes(path.read_bytes()[:-20])
    assert "cut off in the middle" in refused(path)
    path.write_bytes(gzip.compress(msgspec.json.encode(day)[:-20]))
    assert "cut off" in refused(path)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b'"zone":"America/Santiago"', b'"zone":7'),
        (b'"lat":-29', b'"lat":-129'),
        (b'"travel_mode":"car"', b'"travel_mode":"rocket"'),
        (b'"placed_at":"2026', b'"placed_at":"soon'),
    ],
)
def test_a_damaged_day_is_refused(day: RecordedDay, tmp_path: Path, was: bytes, becomes: bytes) -> None:
    body = msgspec.json.encode(day)
    assert was in body
    (tmp_path / "x.json").write_bytes(body.replace(was, becomes, 1))
    assert "is a damaged day" in refused(tmp_path / "x.json")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "MOST_BYTES", 1_000_000)
    plain, packed = tmp_path / "x.json", tmp_path / "x.json.gz"
    plain.write_bytes(b" " * 1_000_001)
    packed.write_bytes(gzip.compress(b" " * 50_000_000))
    assert packed.stat().st_size < 100_000
    assert "is larger than" in refused(plain)
    assert "larger than" in refused(packed)


def test_a_day_of_too_many_orders_is_refused(
    day: RecordedDay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "MOST_ORDERS", len(day.orders) - 1)
    write_day(day, tmp_path / "x.json")
    assert "more than" in refused(tmp_path / "x.json")


def test_a_question_that_cannot_be_read_names_its_moment(day: RecordedDay) -> None:
    from dataclasses import replace

    for broken in (
        b"",
        b"junk",
        gzip.compress(b"{}"),
        gzip.compress(b" " * (bounds.MOST_QUESTION_BYTES + 1)),
    ):
        with pytest.raises(NotADay, match="the question of 12:00:00 \\(UTC\\) cannot be read"):
            replace(day.ticks[0], question=broken).asked()
