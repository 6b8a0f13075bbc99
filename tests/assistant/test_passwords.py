"""Which passwords are taken, and how they are compared."""

import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from assistant.errors import BadPassword
from assistant.passwords import LONGEST, SHORTEST, Passwords, check_password

GOOD = "vier losse woorden hier"


def refused(password: str, name: str = "a.devries") -> str:
    with pytest.raises(BadPassword) as error:
        check_password(password, name)
    return error.value.code


@pytest.mark.parametrize("password", [GOOD, "Zes-Kratten/Zink", "łąka nad rzeką", "x7#q" * 3 + "z", "é" * 4 + GOOD])
def test_a_long_password_that_few_would_guess_is_taken(password: str) -> None:
    check_password(password, "a.devries")


def test_a_password_has_twelve_characters_at_least() -> None:
    assert SHORTEST == 12
    assert refused("zwarte kat!") == "too_short"
    check_password("zwarte kat!!", "a.devries")


def test_letters_with_an_accent_count_as_one_however_they_are_typed() -> None:
    assert refused(unicodedata.normalize("NFD", "ééééééabcde")) == "too_short"


def test_a_password_is_not_longer_than_can_be_read() -> None:
    check_password(("ab cd ef " * 40)[:LONGEST], "a.devries")
    assert refused(("ab cd ef " * 40)[: LONGEST + 1]) == "too_long"


@pytest.mark.parametrize(
    "password",
    [
        "Welkom2026!!",
        "!!Wachtwoord123",
        "passwordpassword",
        "123456789012",
        "QWERTYuiop2026",
        "Ketenwijzer-2026",
        "p@ssw0rd!!!!",
        "welkom welkom 1",
        "correct horse battery staple",
        "aaaaaaaaaaaaaaa",
        "ababababababab",
        "000000000000",
        "ａｄｍｉｎｉｓｔｒａｔｏｒ",
    ],
)
def test_what_many_people_choose_is_refused_with_whatever_they_add(password: str) -> None:
    assert refused(password) == "common"


def test_the_sign_in_name_is_no_part_of_the_password() -> None:
    assert refused("mijn A.deVries 1960") == "holds_name"
    check_password("de zes kratten", "de")


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords()


def test_a_password_is_kept_as_argon2id_with_salt(passwords: Passwords) -> None:
    digests = {passwords.digest(GOOD) for _ in range(2)}
    assert len(digests) == 2
    assert all(extract_parameters(digest).type is Type.ID for digest in digests)
    assert all(GOOD not in digest for digest in digests)


def test_only_the_same_password_matches(passwords: Passwords) -> None:
    digest = passwords.digest("zes kratten é")
    assert passwords.matches(digest, unicodedata.normalize("NFD", "zes kratten é"))
    assert not passwords.matches(digest, "zes kratten e")
    assert not passwords.matches(digest, "")


def test_nothing_matches_where_there_is_no_digest_or_none_that_can_be_read(passwords: Passwords) -> None:
    assert not passwords.matches(None, "nobody's password")
    assert not passwords.matches("not a digest", GOOD)


def test_what_is_far_too_long_is_not_worked_on(passwords: Passwords) -> None:
    digest = passwords.digest("x" * (LONGEST + 1))
    assert passwords.matches(digest, "x" * 100_000)  # cut off at one past what can be chosen


def test_a_digest_of_other_parameters_is_outdated(passwords: Passwords) -> None:
    assert not passwords.is_outdated(passwords.digest(GOOD))
    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=8192).hash(GOOD))
