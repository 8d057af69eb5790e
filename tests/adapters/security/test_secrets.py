"""The server's secret and the keys made from it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from adapters.security.randomness import OsRandomness
from adapters.security.secrets import SecretFileUnsafe, load_or_create
from adapters.security.signing import HmacSigner, SecretTooShort


def test_the_first_start_makes_a_secret_and_the_next_finds_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "server.secret"
    first = load_or_create(path)
    assert len(first) == 32
    assert load_or_create(path) == first
    assert [file.name for file in path.parent.iterdir()] == ["server.secret"]


def test_only_its_owner_reads_the_secret(tmp_path: Path) -> None:
    path = tmp_path / "server.secret"
    load_or_create(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_processes_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    path = tmp_path / "server.secret"
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(load_or_create, [path] * 32))) == 1


def test_a_secret_that_others_can_read_is_refused_with_words(tmp_path: Path) -> None:
    path = tmp_path / "server.secret"
    load_or_create(path)
    path.chmod(0o644)
    with pytest.raises(SecretFileUnsafe, match="chmod 600"):
        load_or_create(path)


def test_half_a_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "server.secret"
    path.touch(mode=0o600)
    with pytest.raises(SecretFileUnsafe, match="32 bytes"):
        load_or_create(path)


def test_each_purpose_has_a_key_of_its_own() -> None:
    signer = HmacSigner(b"s" * 32)
    assert signer.mac("csrf", b"m") == signer.mac("csrf", b"m")
    assert len({signer.mac("csrf", b"m"), signer.mac("phone", b"m"), signer.mac("csrf", b"n")}) == 3
    assert HmacSigner(b"t" * 32).mac("csrf", b"m") != signer.mac("csrf", b"m")


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(SecretTooShort):
        HmacSigner(b"short")


def test_the_operating_system_does_not_repeat_itself() -> None:
    randomness = OsRandomness()
    assert len({randomness.token_bytes(32) for _ in range(100)}) == 100
    assert all(0 <= randomness.below(10) < 10 for _ in range(100))
