"""Prints a covenant of our own words: a contents page, chapters with numbered paragraphs, annexes, all that pages have.

Every page has a running head, a number and a foot; some have notes, one has two columns, one a table.
"""

from dataclasses import dataclass, field

from tests.ingest.pdf_writer import Text, write_pdf

_TOP, _LEADING, _SPACE, _WIDTH, _LOWEST = 740.0, 12.0, 9.0, 84, 120.0
_CHAPTERS, _PARAGRAPHS, _ANNEXES = 9, 15, 4
_IN_COLUMNS = 4  # the chapter that is printed in two columns
_WITH_TABLE = 2  # the annex that holds a table


@dataclass(frozen=True)
class Words:
    """The words of one language, with the numbers of chapter and paragraph in braces."""

    covenant: str
    contents: str
    chapter: str
    annex: str
    title: str
    topic: str
    introduction: str
    sentences: tuple[str, ...]
    items: tuple[str, ...]
    note: str
    header: tuple[str, str, str]
    ores: tuple[str, ...]


DUTCH = Words(
    covenant="Convenant over erts",
    contents="Inhoud",
    chapter="Hoofdstuk",
    annex="Bijlage",
    title="Afspraken over deel {0}",
    topic="Wat er in deel {0} nog bij komt",
    introduction="Dit deel zegt wat partijen elkaar beloven.",
    sentences=(
        "Partijen letten volgens afspraak {0}.{1} op elke keten waarin erts van een onbekende plaats wordt verhandeld.",
        "Zij schrijven ieder jaar op welke smelters zij hebben bezocht en wat daar volgens de werkers beter moest.",
        "Een verantwoordelijke binnen het bedrijf bewaart die aantekeningen op een veilige plaats.",
    ),
    items=("(a) de mijn van nummer {0};", "(b) de smelter van nummer {0}."),
    note="Zie het verslag van jaar {0}.",
    header=("Soort", "Aantal", "Jaar"),
    ores=("Tin", "Goud", "Zink", "Koper"),
)
ENGLISH = Words(
    covenant="Covenant on ore",
    contents="Contents",
    chapter="Chapter",
    annex="Annex",
    title="Agreements on part {0}",
    topic="What part {0} adds to this",
    introduction="This part says what parties promise each other.",
    sentences=(
        "By agreement {0}.{1} parties look after every chain in which ore of an unknown place is bought and sold.",
        "They write down each year which smelters they called on and what should be better there for the workers.",
        "A responsible person within the company keeps these notes in a place that is safe.",
    ),
    items=("(a) the mine of number {0};", "(b) the smelter of number {0}."),
    note="See the report on year {0}.",
    header=("Kind", "Count", "Year"),
    ores=("Tin", "Gold", "Zinc", "Copper"),
)


@dataclass
class Written:
    """What must come back: the paragraphs of each locator, the page on which it begins, its headings."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    headings: dict[str, tuple[str, ...]] = field(default_factory=dict)


def write_covenant(words: Words) -> tuple[bytes, Written]:
    """The file and what must come back from it."""
    press = _Press(words)
    press.contents()
    for chapter in range(1, _CHAPTERS + 1):
        press.chapter(chapter)
    for annex in range(1, _ANNEXES + 1):
        press.annex(annex)
    return write_pdf(press.pages), press.written


@dataclass
class _Press:
    """Sets lines on pages."""

    words: Words
    written: Written = field(default_factory=Written)
    pages: list[list[Text]] = field(default_factory=list)
    height: float = 0.0

    def contents(self) -> None:
        self._new_page()
        self._heading(self.words.contents)
        for chapter in range(1, _CHAPTERS + 1):
            self._line(f"{self.words.chapter} {chapter} {self.words.title.format(chapter)} {'. ' * 30}{2 * chapter}")
        for annex in range(1, _ANNEXES + 1):
            self.pages[-1].append(Text(str(19 + annex), self.height, left=500))
            self._line(f"{self.words.annex} {annex}: {self.words.title.format(annex)}")

    def chapter(self, chapter: int) -> None:
        self._new_page()
        title = self.words.title.format(chapter)
        self._heading(f"{self.words.chapter} {chapter}: {title}")
        self._print(str(chapter), self.words.introduction, ())
        above = (f"{self.words.chapter} {chapter}: {title}",)
        if chapter == _IN_COLUMNS:
            self._columns(chapter, above)
            return
        for number in range(1, _PARAGRAPHS + 1):
            if number == 4:
                self._heading(self.words.topic.format(chapter), size=11)
            self._paragraph(chapter, number, above)
            if number in (3, 12):
                self._note(chapter)

    def annex(self, annex: int) -> None:
        self._new_page()
        self._line(f"{self.words.annex.upper()} {annex}", size=13, bold=True)
        self._heading(self.words.title.format(annex))
        self._print(f"annex-{annex}", " ".join(self.words.sentences).format(annex, 0), ())
        if annex == _WITH_TABLE:
            self._table(f"annex-{annex}")

    def _paragraph(self, chapter: int, number: int, above: tuple[str, ...]) -> None:
        locator = f"{chapter}.{number}"
        text = " ".join(self.words.sentences).format(chapter, number)
        self._print(locator, text, above, mark=f"{locator} ")
        for item in self.words.items if number == 1 else ():
            self._print(locator, item.format(chapter), above, left=90)

    def _print(
        self, locator: str, text: str, above: tuple[str, ...], *, mark: str = "", left: float = 72, width: int = _WIDTH
    ) -> None:
        """Print a paragraph, cut at the ends of its lines, over as many pages as it takes."""
        for row in cut(mark + text, width):
            if self.height < _LOWEST:
                self._new_page()
            self.written.pages.setdefault(locator, len(self.pages))
            self._line(row, left=left)
        self.height -= _SPACE
        self.written.texts.setdefault(locator, []).append(text)
        self.written.headings[locator] = above

    def _columns(self, chapter: int, above: tuple[str, ...]) -> None:
        """Two columns whose lines alternate in the file."""
        top, first, heights = self.height, len(self.pages[-1]), []
        for left, numbers in ((72, range(1, 4)), (320, range(4, 7))):
            self.height = top
            for number in numbers:
                text = " ".join(self.words.sentences[-1 - number // 2 % 3 :]).format(chapter, number)
                self._print(f"{chapter}.{number}", text, above, mark=f"{chapter}.{number} ", left=left, width=44)
            heights.append(self.height)
        self.pages[-1][first:] = sorted(self.pages[-1][first:], key=lambda text: -text.height)
        self.height = min(heights)

    def _table(self, locator: str) -> None:
        for column, name in enumerate(self.words.header):
            self.pages[-1].append(Text(name, self.height, left=72 + 150 * column, bold=True))
        for row, ore in enumerate(self.words.ores):
            self.height -= 20
            cells = (ore, str(5 + row), str(2031 + row))
            for column, cell in enumerate(cells):
                self.pages[-1].append(Text(cell, self.height, left=72 + 150 * column))
            named = zip(self.words.header, cells, strict=True)
            self.written.texts[locator].append("; ".join(f"{name}: {cell}" for name, cell in named))

    def _new_page(self) -> None:
        number = str(len(self.pages) + 1)
        self.pages.append([Text(self.words.covenant, 800, size=8), Text(number, 30, size=8, left=290)])
        self.height = _TOP

    def _line(self, words: str, *, left: float = 72, size: float = 10, bold: bool = False) -> None:
        self.pages[-1].append(Text(words, self.height, size=size, left=left, bold=bold))
        self.height -= _LEADING

    def _heading(self, words: str, size: float = 13) -> None:
        if self.height < _LOWEST + 60:
            self._new_page()
        self.height -= _SPACE
        self._line(words, size=size, bold=True)
        self.height -= _SPACE

    def _note(self, number: int) -> None:
        """A note at the foot of this page, pointed to from the end of the last line."""
        last = self.pages[-1][-1]
        self.pages[-1] += [
            Text(str(number), last.height + 4, size=6, left=last.left + 5.5 * len(last.words)),
            Text(str(number), 73, size=5),
            Text(self.words.note.format(number), 70, size=8, left=78),
        ]


def cut(words: str, width: int) -> list[str]:
    """Lines of at most so many letters; a long word that does not fit is cut with a hyphen."""
    rows, row = [], ""
    for word in words.split():
        if len(row) + len(word) < width:
            row = f"{row} {word}".strip()
        elif len(word) > 10 and word.isalpha() and len(row) + 8 < width:
            rows.append(f"{row} {word[:6]}-")
            row = word[6:]
        else:
            rows.append(row)
            row = word
    return [*rows, row]
