"""E-mail addresses and accounts elsewhere."""

import pytest

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("mail jan.jansen+ore@example.co.uk please", "mail [email] please"),
        ("mail naar müller@hütte.example.", "mail naar [email]."),
        ("<o'neill@ore.example>", "<[email]>"),
        ("MAIL NAAR INFO@ERTS.EXAMPLE", "MAIL NAAR [email]"),
        ("schrijf naar inkoop at erts punt nl", "schrijf naar [email]"),
        ("write to buying dot team at ore dot com", "write to [email]"),
        ("info(at)erts(dot)example", "[email]"),
        ("info [at] erts [punt] nl", "[email]"),
        ("vraag het aan @ertskoper op Telegram", "vraag het aan [name] op Telegram"),
    ],
)
def test_an_address_is_found_with_signs_and_spelled_out(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize("text", ["20 kg @ USD 9.50", "op het forum @ Parijs", "look at the dot on page 3", "mail ons"])
def test_an_at_that_is_no_address_stays(text: str) -> None:
    assert redact(text) == text


def test_an_address_that_the_library_names_stays() -> None:
    assert redact("is secretariaatimvo@ser.nl nog goed?") == "is secretariaatimvo@ser.nl nog goed?"
