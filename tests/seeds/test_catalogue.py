import pytest

from bootstrap.seeding.files import city_file, prices_of, read_catalogue
from bootstrap.seeding.generate import make_region
from bootstrap.seeding.ids import seed_id
from tests.adapters.geo.cities import CODES, city


def test_there_are_six_categories_with_twenty_five_services() -> None:
    catalogue = read_catalogue()
    assert (len(catalogue.categories), len(catalogue.services)) == (6, 25)
    categories = {category.id for category in catalogue.categories}
    assert {service.category_id for service in catalogue.services} == categories


def test_every_service_is_told_in_both_languages_and_needs_a_known_skill() -> None:
    catalogue = read_catalogue()
    skills = {skill.code for skill in catalogue.skills}
    for service in catalogue.services:
        for words in (service.name, service.scope):
            assert words.zh
            assert words.en
            assert not words.zh.isascii()
        assert service.skill in skills
        assert 1 <= service.min_level <= 5
        assert 0 < service.duration_spread_s < service.duration_s
        assert service.photos_before >= 1
        assert service.photos_after >= 1


@pytest.mark.parametrize("code", CODES)
def test_every_city_prices_every_service_and_nothing_else(code: str) -> None:
    region = make_region(city(code))
    prices = prices_of(city_file(code), region.id)
    assert [price.service_id for price in prices] == [service.id for service in read_catalogue().services]
    assert set(city_file(code).prices) == {service.code for service in read_catalogue().services}
    assert all(price.price_minor > 0 for price in prices)


def test_prices_look_right_in_money_with_and_without_decimals() -> None:
    serena, yunxi = make_region(city("la_serena")), make_region(city("yunxi"))
    assert (serena.currency, serena.currency_exponent, serena.time_zone) == ("CLP", 0, "America/Santiago")
    assert (yunxi.currency, yunxi.currency_exponent, yunxi.time_zone) == ("CNY", 2, "Asia/Shanghai")
    assert all(
        20_000 <= price.price_minor <= 120_000 for price in prices_of(city_file("la_serena"), serena.id)
    )
    assert all(5_000 <= price.price_minor <= 50_000 for price in prices_of(city_file("yunxi"), yunxi.id))


def test_a_lasting_id_is_a_uuid_of_version_seven() -> None:
    made = seed_id("service", "tap_repair")
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made == seed_id("service", "tap_repair")
    assert made != seed_id("category", "tap_repair")
    assert seed_id("a", "bc") != seed_id("ab", "c")
