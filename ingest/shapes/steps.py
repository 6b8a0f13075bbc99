"""The shape of guidance in steps: named parts, in them steps, sections, lettered sub-steps and numbered paragraphs.

"A." below a step is a provision ("supplement-3t/step-1/a"), so is "C.1." below it ("step-1/c.1"); where a step has
sections, they stand between ("step-2/ii/a"). Numbers are provisions where nothing has letters ("annex-ii/3"), else they
belong to the lettered text above them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.headings import sentence_case
from ingest.paragraphs import TEXT_END, Paragraph
from ingest.provisions import OpenProvision, Provision

_STEP = re.compile(r"(STEP|STAP)\s+(\d+)\s*[:.]\s+(.+)")
_SECTION = re.compile(r"(?:(?:SECTION|AFDELING)\s+([IVX]+)\s+[–—-]|([IVX]+)\.)\s+(?=[A-Z])(.+)")
_APPENDIX = re.compile(r"(?:APPENDIX|AANHANGSEL)")
_LETTER = re.compile(r"([A-H])[.)]\s+(?=\S)")
_BRANCH = re.compile(r"([A-H])\.(\d{1,2})\.\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})\.\s+(?=\S)")
_CONTINUED = re.compile(r".*\((?:cont\.|continued|vervolg)\)")
_SENTENCE = re.compile(r".*?(?=[.:](?:\s+[^\Wa-z_]|$))")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbered paragraphs as provisions: locator and heading with {number} in them, the heading also with {words}.

    `topic` is the pattern of the lines that stand above some of them, None where there are no such lines.
    """

    locator: str
    heading: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: the line that opens it, its heading, its locator, empty for what is none of the text itself.

    `has_title` says that the line below names it; `begins` that the line is its first sentence. `numbers` is None where
    its numbered paragraphs are no provisions. `expected` are the locators that a whole text has in it.
    """

    line: str
    heading: str = ""
    locator: str = ""
    expected: tuple[str, ...] = ()
    has_title: bool = False
    begins: bool = False
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The shape: the parts of a text in their order; what stands before the first is left out."""

    parts: tuple[Part, ...]

    def provisions(self, paragraphs: Sequence[Paragraph]) -> list[Provision]:
        """The provisions in the order of the text, repeated ones included."""
        reading = _Reading({part.line: part for part in self.parts})
        for paragraph in paragraphs:
            reading.read(paragraph)
        return [provision.closed() for provision in reading.provisions if provision.paragraphs]

    def expected(self, found: Sequence[Provision]) -> tuple[str, ...]:
        """The locators of a whole text: those of its parts, what was found, and what letters and numbers leave out."""
        declared = (locator for part in self.parts for locator in part.expected)
        locators = [provision.locator for provision in found]
        return tuple(dict.fromkeys((*declared, *locators, *_gaps(locators))))


def _gaps(locators: Iterable[str]) -> list[str]:
    """What the letters and numbers of the last level leave out."""
    known = set(locators)
    gaps = []
    for locator in known:
        above, slash, last = locator.rpartition("/")
        if slash and last.isdigit():
            gaps += [f"{above}/{number}" for number in range(1, int(last))]
        elif slash and re.fullmatch("[a-h]", last):
            gaps += [f"{above}/{chr(letter)}" for letter in range(ord("a"), ord(last))]
    return sorted(gap for gap in set(gaps) if gap not in known)


@dataclass(slots=True)
class _Reading:
    """One pass over the paragraphs of a text."""

    parts: dict[str, Part]
    provisions: list[OpenProvision] = field(default_factory=list)
    part: Part | None = None
    place: str = ""  # the locator of the part, step, section or appendix that is read
    headings: tuple[str, ...] = ()  # those that hold in the place, its own included
    numbers: Numbers | None = None  # those of the place
    number: int = 0  # the last numbered paragraph that is a provision of the place
    within: str = ""  # the locator that letters stand below: of the place, or of that paragraph
    above: tuple[str, ...] = ()  # the heading of that paragraph
    letter: str = ""  # the last letter there
    topic: tuple[str, ...] = ()
    awaits_title: bool = False

    def read(self, paragraph: Paragraph) -> None:
        part = self.parts.get(paragraph.text)
        if part is not None:
            self._open_part(part, paragraph)
        elif self.part is not None and not _CONTINUED.fullmatch(paragraph.text):
            self._read_inside(self.part, paragraph)

    def _open_part(self, part: Part, paragraph: Paragraph) -> None:
        if not part.locator:
            self.part = None
            return
        self.part, self.headings = part, ()
        self._open_place(part.locator, part.heading, part.numbers)
        self.awaits_title = part.has_title
        if part.begins:
            self.provisions[-1].paragraphs.append(paragraph)

    def _read_inside(self, part: Part, paragraph: Paragraph) -> None:
        text = paragraph.text
        if TEXT_END.search(text) or not self._read_heading(part, text):
            self._read_text(paragraph)

    def _read_heading(self, part: Part, line: str) -> bool:
        """Whether a line that is no sentence opens a place or names one."""
        step, section = _STEP.fullmatch(line), _SECTION.fullmatch(line)
        if self.awaits_title:
            self._take_title(line)
        elif step:
            self.headings = self.headings[:1]
            name = f"{step[1].capitalize()} {step[2]}: {sentence_case(step[3])}"
            self._open_place(f"{part.locator}/step-{step[2]}", name)
        elif section and len(self.headings) > 1:
            above = "/".join(self.place.split("/")[:2])
            self.headings = self.headings[:2]
            self._open_place(f"{above}/{(section[1] or section[2]).lower()}", line)
        elif _APPENDIX.fullmatch(line):
            self.headings, locator = self.headings[:1], f"{part.locator}/appendix"
            self._open_place(locator, line.capitalize(), Numbers(f"{locator}/{{number}}", "{number}. {words}"))
            self.awaits_title = True
        else:
            return False
        return True

    def _open_place(self, locator: str, heading: str, numbers: Numbers | None = None) -> None:
        """Open a part, a step, a section or an appendix, below the headings that hold for it."""
        self.provisions.append(OpenProvision(locator, heading, self.headings))
        self.place = self.within = locator
        self.headings = (*self.headings, heading)
        self.numbers, self.number, self.above, self.letter, self.topic = numbers, 0, (), "", ()

    def _take_title(self, title: str) -> None:
        heading = f"{self.headings[-1]}: {title}"
        self.headings = (*self.headings[:-1], heading)
        self.provisions[-1].heading = heading
        self.awaits_title = False

    def _read_text(self, paragraph: Paragraph) -> None:
        self.awaits_title, text = False, paragraph.text
        numbers = self.numbers
        if numbers is not None and numbers.topic is not None and re.fullmatch(numbers.topic, text):
            self.topic = (text.removesuffix(":"),)
            return
        branch, letter, number = _BRANCH.match(text), _LETTER.match(text), _NUMBER.match(text)
        if branch and branch[1] == self.letter:
            self._open_branch(branch, paragraph)
        elif letter and letter[1] > self.letter:
            self.letter = letter[1]
            self._open(f"{self.within}/{self.letter.lower()}", _first_sentence(text, letter.end()))
            self._add(paragraph, letter.end())
        elif number and numbers is not None and self._counts_on(int(number[1])):
            self._open_number(numbers, int(number[1]), _first_sentence(text[number.end() :]))
            self._add(paragraph, number.end())
        else:
            self._add(paragraph, 0)

    def _add(self, paragraph: Paragraph, start: int) -> None:
        self.provisions[-1].paragraphs.append(paragraph.cut(start, len(paragraph.text)))

    def _counts_on(self, number: int) -> bool:
        """Whether a number is a next one of the place; below letters that are the place's own it belongs to these."""
        return number > self.number and not (self.letter and self.within == self.place)

    def _open_number(self, numbers: Numbers, number: int, words: str) -> None:
        self.number, self.letter, self.above = number, "", ()
        self.within = numbers.locator.format(number=number)
        heading = numbers.heading.format(number=number, words=words)
        self._open(self.within, heading)
        self.above = (heading,)

    def _open_branch(self, match: re.Match[str], paragraph: Paragraph) -> None:
        """Open a "C.1." below C; mostly its line is a heading and no text."""
        heading = _first_sentence(paragraph.text, match.end())
        self._open(f"{self.within}/{match[1].lower()}.{match[2]}", heading)
        if paragraph.text[len(heading) + 1 :]:
            self._add(paragraph, match.end())

    def _open(self, locator: str, heading: str) -> None:
        self.provisions.append(OpenProvision(locator, heading, (*self.headings, *self.topic, *self.above)))


def _first_sentence(text: str, start: int = 0) -> str:
    """The first sentence without its end, from the beginning; it is looked for from `start` on."""
    match = _SENTENCE.match(text, start)
    return text[: match.end()] if match else text
