"""What source files and card files of the library have in common."""

import re
from dataclasses import dataclass
from pathlib import Path

from ingest.problems import Problem, problem
from ingest.readers.front_matter import Fields, Unreadable, read_front_matter
from ingest.readers.markdown import Block, BlockKind, Line, read_blocks
from knowledge.documents import Passage
from knowledge.errors import InvalidReference
from knowledge.language import Language
from knowledge.references import Reference

_MARKUP = re.compile(r"\*\*|__|`|!?\[[^\]]*\]\([^)]*\)|<[a-zA-Z/][^>]*>")
_TRAILING_REFERENCES = re.compile(r"\s*\[([^\[\]]+)\]\s*$")
LOCATED_HEADING = re.compile(r"(?P<heading>.+?)\s*\{#(?P<locator>[^\s}]+)(?P<unknown>\s+\.unknown)?\s*\}")
LONGEST_SENTENCE = 30


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A passage and the line of the file on which it begins."""

    passage: Passage
    line: int


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """What a file of the library holds: its passages as far as they can be read, and its faults."""

    path: str
    language: Language
    passages: tuple[PlacedPassage, ...]
    problems: tuple[Problem, ...]


def open_library_file(path: Path, file: str, fields: type[Fields]) -> tuple[Fields, list[Block]]:
    """The front matter and the blocks after it; raises Unreadable."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable((problem(file, 1, "not_utf8"),)) from error
    blocks = list(read_blocks(text))
    if not blocks or blocks[0].kind is not BlockKind.FRONT_MATTER:
        raise Unreadable((problem(file, 1, "no_front_matter"),))
    return read_front_matter(file, blocks[0], fields), blocks[1:]


def plain_text_problems(file: str, lines: tuple[Line, ...]) -> list[Problem]:
    """A problem for each line that holds markup."""
    found = ((line.number, match.group()) for line in lines for match in _MARKUP.finditer(line.text))
    return [problem(file, number, "markup", found=markup) for number, markup in found]


def length_problems(file: str, line: int, sentences: list[str]) -> list[Problem]:
    """A problem for each sentence that nobody would read aloud."""
    return [
        problem(file, line, "long_sentence", words=len(words), start=" ".join(words[:5]))
        for words in (sentence.split() for sentence in sentences)
        if len(words) > LONGEST_SENTENCE
    ]


def split_references(text: str) -> tuple[str, str]:
    """A sentence and the text between the square brackets at its end, which may be empty."""
    match = _TRAILING_REFERENCES.search(text)
    return (text[: match.start()].strip(), match.group(1)) if match else (text.strip(), "")


def parse_references(file: str, line: int, text: str) -> tuple[tuple[Reference, ...], list[Problem]]:
    """The references in a list set apart by commas or semicolons, and a problem for each that is none."""
    references, problems = [], []
    for piece in filter(None, (piece.strip() for piece in re.split(r"[,;]", text))):
        try:
            references.append(Reference.parse(piece))
        except InvalidReference:
            problems.append(problem(file, line, "bad_reference", reference=piece))
    return tuple(references), problems
