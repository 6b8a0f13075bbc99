import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.redaction import redact


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("mail jan.jansen+ore@example.co.uk please", "mail [email] please"),
        ("NL91 ABNA 0417 1643 00", "[iban]"),
        ("betaal aan nl91abna0417164300.", "betaal aan [iban]."),
        ("DE89370400440532013000", "[iban]"),
        ("card 4111 1111 1111 1111", "card [card]"),
        ("card 5500-0000-0000-0004", "card [card]"),
        ("mijn BSN is 111222333", "mijn BSN is [bsn]"),
        ("BSN 123456782", "BSN [bsn]"),
        ("bel 06 12345678", "bel [phone]"),
        ("call +31 6 12345678", "call [phone]"),
        ("bel 020-1234567", "bel [phone]"),
        ("KvK 12345678", "KvK [kvk]"),
        ("kvk-nummer: 12345678", "kvk-nummer: [kvk]"),
        ("Chamber of Commerce number 12345678", "Chamber of Commerce number [kvk]"),
        ("wij zitten op 1234 AB 12", "wij zitten op [address]"),
        ("aan de Dorpsstraat 12a", "aan de [address]"),
        ("mijn naam is Jan de Vries", "mijn naam is [name]"),
        ("My name is Anna Smith and I buy tin", "My name is [name] and I buy tin"),
        ("mevrouw Van den Berg vraagt dit", "mevrouw [name] vraagt dit"),
        ("onze leverancier Erts Handel B.V. zwijgt", "onze leverancier [company] zwijgt"),
        ("we buy from Ore Trading Ltd", "we buy from [company]"),
    ],
)
def test_personal_data_is_replaced_by_its_kind(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize(
    "text",
    [
        "Wat zegt Verordening (EU) 2017/821 over tin?",
        "Regulation 2017/821 art. 8",
        "HS 7108 12 00 en HS 7108.12.00",
        "op 17-11-2025 of 17.11.2025 of 2025-11-17",
        "sinds 17 november 2025",
        "getal 12345678 zonder aanleiding",
        "de 31 beginselen van de UNGP",
        "OECD II.A.11, Q27, 2.3 en C182",
        "artikel 8 lid 2 CSDDD en bijlage II",
        "Richtlijn 2024/1760 en Verordening 2023/1542",
        "1.000.000 ton kobalt voor 12.500 euro",
        "from 2019 to 2024",
        "werknemers 50 tot 250",
        "wat moet ik doen als directeur of inkoper?",
        "I am a buyer; is this for the OECD?",
    ],
)
def test_what_only_looks_like_personal_data_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("maak het over op NL91 ABNA 0417 1643 00 voor vrijdag", "maak het over op [iban] voor vrijdag"),
        ("NL91ABNA0417164300 is ours", "[iban] is ours"),
        ("kvk nummer is 12345678", "kvk nummer is [kvk]"),
        ("bel mij (06-12345678)", "bel mij ([phone])"),
        ("bel (020) 123 45 67", "bel [phone]"),
        ("artikel 8 van 2024 EU", "artikel 8 van 2024 EU"),
        ("Is this OECD or UNGP? This is OECD.", "Is this OECD or UNGP? This is OECD."),
    ],
)
def test_personal_data_in_running_text_is_told_from_its_neighbours(text: str, redacted: str) -> None:
    assert redact(text) == redacted


@pytest.mark.parametrize("text", ["NL91ABNA0417164301", "card 4111 1111 1111 1112", "nummer 111222334"])
def test_a_wrong_check_digit_is_no_personal_number(text: str) -> None:
    assert redact(text) == text


def test_several_pieces_in_one_text_are_all_replaced() -> None:
    text = "Ik ben Jan Jansen (jan@example.org), 06-12345678, van Erts B.V."
    assert redact(text) == "Ik ben [name] ([email]), [phone], van [company]"


@given(st.text(alphabet="Aa1 .-@/0+é", max_size=120))
def test_redacting_again_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once
