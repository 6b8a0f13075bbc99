"""E-mail addresses, written with signs or spelled out, and the names of accounts elsewhere."""

import re
from collections.abc import Iterator

from assistant.redacting.lexicon import lexicon
from assistant.redacting.marks import Find, Kind

# Bounded as in RFC 5321 (64 and 255 characters) and begun at the edge of a word, so that no text is tried twice.
_LOCAL = r"(?<![\w.!#$%&'*+/=?^`{|}~-])[\w!#$%&'*+/=?^`{|}~.-]{1,64}"
_DOMAIN = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_AT = r"(?:[(\[{<]\s?(?:at|apenstaartje|a)\s?[)\]}>]|apenstaart(?:je)?|@)"
_DOT = r"(?:\s?[(\[{<]\s?(?:dot|punt|point)\s?[)\]}>]\s?|\s(?:dot|punt)\s|\s?\.\s?(?=\w))"
_SPELLED_DOT = r"(?:\s?[(\[{<]\s?(?:dot|punt|point)\s?[)\]}>]\s?|\s(?:dot|punt)\s)"
_PART = r"[\w+-]{1,63}"
_NAME = rf"(?<![\w.+-]){_PART}(?:(?:{_SPELLED_DOT}|\.){_PART}){{0,3}}"
# Where "at" and "dot" are words, only an ending that addresses have tells them from other words.
_ENDING = (
    r"(?:nl|be|de|fr|uk|com|org|net|eu|info|biz|io|co|us|pl|tr|it|es|lu|at|ch|dk|se|no|fi|ie|cn|in|za|cd|nu|frl|amsterdam|"
    r"example|test|invalid)\b"
)
_PATTERNS = (
    re.compile(rf"{_LOCAL}@{_DOMAIN}"),
    re.compile(rf"{_NAME}\s?{_AT}\s?{_PART}(?:{_DOT}{_PART}){{0,3}}{_DOT}[^\W\d_]{{2,}}", re.IGNORECASE),
    re.compile(rf"{_NAME}\s(?:at|@)\s{_PART}(?:{_SPELLED_DOT}{_PART}){{0,3}}{_SPELLED_DOT}{_ENDING}", re.IGNORECASE),
)
# A user name of a messenger has five characters or more (Telegram).
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z]\w{4,31}\b(?!\.\w)")


def find_emails(text: str) -> Iterator[Find]:
    """Addresses but those of public bodies that the library names; the end of a sentence is no part of one."""
    if "@" not in text and "a" not in text.lower():
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            address = match.group().rstrip(".-")
            if address.lower() not in lexicon().addresses:
                yield Find(match.start(), match.start() + len(address), Kind.EMAIL)
    for match in _HANDLE.finditer(text):
        yield Find(match.start(), match.end(), Kind.NAME)
