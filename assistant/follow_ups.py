"""What a follow-up takes from the turns before it: "And step 4?" after "How does step 2 of due diligence work?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.glossary import Glossary
from knowledge.language import Language, detect_language
from knowledge.lexical_index import content_words, words
from knowledge.sentences import Span
from knowledge.source_names import Mentions, SourceNames

_FEW = 3  # content words with which a question that points back says too little to stand alone
_SEVERAL = 6  # content words with which it stands alone though it opens with "and"
_MANY = 8  # content words with which a question stands alone even if it points back

# Words that point back at something said before, and words that often do no such thing ("is there", "the plant that").
_POINTERS: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(
        r"\b(hij|hem|hen|ze|zij|deze|dit|daar|daar(van|voor|bij|mee|na|over|in|op)|er(van|voor|mee|in)"
        r"|hier(van|voor|bij|mee)|zoiets|het(?= [^\W\d_]+en\W*$)|het(?=\W*$)"
        r"|(?:is|zijn|geldt|gelden|mag|mogen|kan|kunnen|moet|moeten|wordt|hoe \w+|wie \w+|wanneer \w+) (?:dat|die))\b",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"\b(he|him|she|her|they|them|it|its|this|those|these|the (first|second|third|last|other|next) ones?"
        r"|(?:is|does|do|did|set|handle|arrange|organise|prove|show|check|avoid|about|for|with|like|of) that)\b",
        re.IGNORECASE,
    ),
}
_WEAK_POINTERS: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(
        r"\b(die|dat|er|dan|(de|het) (eerste|tweede|derde|laatste|andere|volgende)(?=\W*$))\b", re.IGNORECASE
    ),
    Language.EN: re.compile(r"\b(that|there|then|ones?|too)\b", re.IGNORECASE),
}
_OPENERS: dict[Language, re.Pattern[str]] = {
    Language.NL: re.compile(
        r"(en|maar|of|dus|ook|hoe zit|wat als|geldt dat|waarom niet|hoezo|oke?|ja|nee)\b", re.IGNORECASE
    ),
    Language.EN: re.compile(
        r"(and|but|or|so|also|what about|how about|what if|why not|ok(ay)?|yes|no)\b", re.IGNORECASE
    ),
}
# Who says that something else comes now means it.
_NEW_SUBJECT = re.compile(
    r"\b((ander|nieuw) onderwerp|(heel )?(iets|wat) anders|andere vraag|nieuwe vraag"
    r"|(other|another|different|new|change of) (topic|subject|question)|something else|unrelated)\b",
    re.IGNORECASE,
)
# Words that ask to go on and name no subject, and those that only thank.
_GOING_ON = re.compile(
    r"we|oke?|doen?|nu|geef|eens|vb|voorbeeld(en)?|laatste|concreet|precies|verder|vervolgens"
    r"|stap(pen)?|kunnen|moeten|opties|tips|praktijk|vragen|navragen|bellen|mailen|terecht|zeker|waar"
    r"|next|now|give|examples?|instance|last|concretely|exactly|further|options|practice|could|ask|call|sure"
)
_THANKS = re.compile(
    r"oke?|okay|top|prima|super|fijn|mooi|helder|duidelijk|dank\w*|bedankt|je|jou|u|wel|voor|de|uitleg"
    r"|thanks?|you|very|much|great|clear|perfect|nice|cheers|so|far|the|explanation"
)
# Words of one rank, of which a follow-up puts one in the place of another: the first term, and the second?
_RANKS = (
    r"\b(eerste|tweede|derde|oude|nieuwe|vorige|huidige)\b",
    r"\b(first|second|third|old|new|previous|current)\b",
)
_BOUND = re.compile(
    r"\b(bij|voor|in|op|aan|met|over|van|onder|for|with|at|on|about|of|to|under)\s+(?:(?:de|het|een|the|an?)\s+)?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b([^\W\d_]+)\s+(\d+(?:\.\d+)*|[IVX]+)\b")


def subject_of(turns: Sequence[str], names: SourceNames, glossary: Glossary) -> str | None:
    """The latest earlier question that stands alone, with what later ones put in the place of its words.

    None where there is no earlier question.
    """
    subject: str | None = None
    for turn in turns:
        if _only_thanks(turn):
            continue
        if subject is None or not leans(turn, detect_language(turn).language, names.mentions(turn)):
            subject = turn
        else:
            subject = joined(subject, turn, names, glossary).subject
    return subject


def telling_words(text: str, language: Language) -> list[str]:
    """The words of a question that name a subject: no numbers, and none that only ask to go on."""
    return [w for w in content_words(text, language) if not w.isdigit() and not _GOING_ON.fullmatch(w)]


def leans(text: str, language: Language, mentions: Mentions) -> bool:
    """Whether a question takes its subject from an earlier one: it points back, opens with "and", or is too short."""
    content = [word for word in content_words(text, language) if not word.isdigit()]
    if _NEW_SUBJECT.search(text) and len(content) > _FEW:
        return False
    opens = _OPENERS[language].match(text) is not None
    if mentions.references and len(mentions.rest) <= 1 and (mentions.sources or not opens):
        return False
    points = _POINTERS[language].search(text) is not None
    if opens and not points:
        return len(content) < _SEVERAL
    if points:
        return len(content) < _MANY and not (mentions.sources and len(content) > _FEW)
    if _WEAK_POINTERS[language].search(text):
        return len(content) < _FEW
    return not telling_words(text, language) or (len(content) < 2 and len(words(text)) < 2 * _FEW)


@dataclass(frozen=True, slots=True)
class Joined:
    """A follow-up and the question that it leans on, each complete; equal where the follow-up adds nothing."""

    subject: str
    own: str

    @property
    def text(self) -> str:
        """Both as one question."""
        return self.own if self.own == self.subject else f"{self.subject} {self.own}"


def joined(subject: str, own: str, names: SourceNames, glossary: Glossary) -> Joined:
    """Subject and follow-up; where it puts something in the place of the subject's, that stands in both."""
    renamed = _renamed(subject, own, names, glossary)
    if renamed != subject:
        return Joined(renamed, renamed)
    for replaced, completed in (_renumbered(subject, own), _reranked(subject, own)):
        if replaced != subject:
            told = set(words(replaced))
            return Joined(replaced, replaced if told.issuperset(_telling_words(completed)) else completed)
    return Joined(subject, own)


def _telling_words(text: str) -> list[str]:
    """The words that say something in either language."""
    return content_words(" ".join(content_words(text, Language.NL)), Language.EN)


def _renamed(subject: str, own: str, names: SourceNames, glossary: Glossary) -> str:
    """The subject with the follow-up's name in the place of its own: "What is IRMA?" after "and IRMA?".

    Only where the follow-up is nothing but a name, and the subject has one name of that sort: a source, else a term.
    """
    language, before = detect_language(own).language, detect_language(subject).language
    for mine, theirs in (
        (names.spans(own), names.spans(subject)),
        (_term_spans(glossary, own, language), _term_spans(glossary, subject, before)),
    ):
        if len(mine) != 1 or len(theirs) != 1:
            continue
        name = mine[0].of(own)
        around = f"{own[: mine[0].start]} {own[mine[0].end :]}"
        if _POINTERS[language].search(around):  # "and is there a complaint procedure for that?"
            continue
        if _bound(own, mine[0]) not in ("", _bound(subject, theirs[0])):
            continue
        if not _telling_words(around) and name.casefold() != theirs[0].of(subject).casefold():
            return subject[: theirs[0].start] + name + subject[theirs[0].end :]
    return subject


def _bound(text: str, name: Span) -> str:
    """The preposition that binds a name, empty where none does: "and with gold?" asks of another case, not of gold."""
    match = _BOUND.search(text, 0, name.start)
    return match[1].lower() if match else ""


def _term_spans(glossary: Glossary, text: str, language: Language) -> list[Span]:
    return [mention.span for mention in glossary.mentions(text, language)]


def _renumbered(subject: str, own: str) -> tuple[str, str]:
    """The subject with the follow-up's number for the same thing: step 4 for step 2, principle 20 for principle 19.

    A follow-up that is nothing but a number puts it in the place of the subject's only one.
    """
    numbered, bare = list(_NUMBERED.finditer(subject)), content_words(own, Language.NL)
    if len(numbered) == 1 and len(bare) == 1 and bare[0].isdigit():
        only = numbered[0]
        replaced = subject[: only.start(2)] + bare[0] + subject[only.end(2) :]
        return replaced, replaced
    mine = {match[1].lower(): match for match in _NUMBERED.finditer(own)}
    for match in _NUMBERED.finditer(subject):
        other = mine.get(match[1].lower())
        if other is not None and other[2] != match[2]:
            return subject[: match.start(2)] + other[2] + subject[match.end(2) :], own
    return subject, own


def _reranked(subject: str, own: str) -> tuple[str, str]:
    """The subject with the follow-up's rank, and the follow-up with the noun that it leaves out."""
    for rank in _RANKS:
        mine = re.search(rank, own, re.IGNORECASE)
        before = re.search(rank + r"\s+([^\W\d_]+)", subject, re.IGNORECASE)
        if mine is None or before is None or mine[1].lower() == before[1].lower():
            continue
        rest = own[mine.end() :]
        if re.match(r"\s*[^\w\s]*$", rest):
            own = f"{own[: mine.end()]} {before[2]}{rest}"
        elif not re.match(rf"\s+{before[2]}\b", rest, re.IGNORECASE):
            continue
        return subject[: before.start(1)] + mine[1] + subject[before.end(1) :], own
    return subject, own


def _only_thanks(turn: str) -> bool:
    return all(map(_THANKS.fullmatch, words(turn)))
