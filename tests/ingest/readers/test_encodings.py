import pytest

from ingest.readers.encodings import decoded

TEXT = "Eén koper vraagt „vóór de levering” – coördinatie kost € 5."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_dutch_is_read_in_every_encoding_that_it_is_written_in(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


def test_line_ends_are_alike() -> None:
    assert decoded(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"PK\x03\x04rest", b"ore\x00ore", bytes(range(256)) * 9])
def test_other_formats_and_binary_data_are_no_text(data: bytes) -> None:
    assert decoded(data) is None
