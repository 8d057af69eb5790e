"""What an account may do, and how it is named."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity.account import Account, Locale, locale_of, normal_username
from domain.identity.refusals import LocaleUnknown, UsernameMalformed
from domain.identity.roles import STAFF, Role
from domain.shared.ids import AccountId

OWNER = Account(
    id=AccountId(UUID(int=1)),
    roles=frozenset({Role.HOMEOWNER}),
    display_name="李雷",
    phone="+8613800138000",
)


def test_a_homeowner_with_a_phone_signs_in_by_code() -> None:
    assert OWNER.may_sign_in_by_code


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_never_sign_in_by_code_even_when_they_are_homeowners_too(role: Role) -> None:
    assert not replace(OWNER, roles=frozenset({Role.HOMEOWNER, role})).may_sign_in_by_code


def test_an_account_that_is_switched_off_signs_in_by_nothing() -> None:
    off = replace(OWNER, is_active=False, password_hash="x")
    assert not off.may_sign_in_by_code
    assert not off.may_sign_in_by_password


def test_without_a_password_hash_there_is_no_sign_in_by_password() -> None:
    assert not OWNER.may_sign_in_by_password
    assert replace(OWNER, password_hash="x").may_sign_in_by_password


def test_without_a_phone_there_is_no_sign_in_by_code() -> None:
    assert not replace(OWNER, phone=None, username="lei").may_sign_in_by_code


def test_the_actor_of_an_account_carries_its_roles_and_region() -> None:
    assert OWNER.actor.account_id == OWNER.id
    assert OWNER.actor.roles == OWNER.roles
    assert OWNER.actor.region_id is None


def test_a_user_name_in_another_form_than_the_normal_one_is_refused() -> None:
    with pytest.raises(UsernameMalformed):
        replace(OWNER, username="Admin")


@pytest.mark.parametrize("raw", ["  Admin ", "ADMIN", "ａｄｍｉｎ"])
def test_user_names_that_look_alike_are_one(raw: str) -> None:
    assert normal_username(raw) == "admin"


@given(st.text(max_size=30))
def test_the_normal_user_name_of_a_normal_user_name_is_itself(raw: str) -> None:
    once = normal_username(raw)
    assert normal_username(once) == once


def test_locales_are_known_by_their_exact_tag() -> None:
    assert locale_of("zh-CN") is Locale.ZH_CN
    assert locale_of("en") is Locale.EN


@pytest.mark.parametrize("tag", ["", "zh", "EN", "fr", "en\x00"])
def test_an_unknown_locale_is_refused_and_the_known_ones_are_named(tag: str) -> None:
    with pytest.raises(LocaleUnknown) as refusal:
        locale_of(tag)
    assert refusal.value.facts["known"] == ["zh-CN", "en"]
