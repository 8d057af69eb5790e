"""Phone numbers as people write them, by the rules of libphonenumber."""

import phonenumbers

from domain.identity.refusals import PhoneMalformed


class LibPhoneNumbers:
    """`country` (ISO 3166) is meant by a number that is written without its country's code.

    Numbers need to be possible, not assigned: ranges open faster than the library is released.
    """

    def __init__(self, country: str) -> None:
        self._country = country

    def normalised(self, raw: str) -> str:
        try:
            number = phonenumbers.parse(raw, self._country)
        except phonenumbers.NumberParseException:
            raise PhoneMalformed() from None
        if number.extension or not phonenumbers.is_possible_number(number):
            raise PhoneMalformed()
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
