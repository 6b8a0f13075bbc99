"""What an approver should look at in an answer, as the page says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.doubts import Doubt
from bots.web.secretariat.words import say
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Where it stands and what is the matter, in the reader's language; `text` is the sentence, in its own."""

    where: str
    said: str
    text: str
    language: Language | None


def doubt_lines(doubts: Iterable[Doubt], language: Language) -> Iterator[DoubtLine]:
    """A line for each doubt."""
    for doubt in doubts:
        where = say(f"editor.{doubt.part}", language, number=doubt.number)
        if doubt.language is not None:
            where = f"{where} ({say(f'in.{doubt.language}', language)})"
        found, beside = (", ".join(each) or "-" for each in (doubt.found, doubt.beside))
        said = say(f"doubt.{doubt.kind}", language, found=found, beside=beside)
        yield DoubtLine(where, said, doubt.text, doubt.language)
