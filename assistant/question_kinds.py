"""What sort of answer a question wants, told from its form."""

import re
from enum import StrEnum

from knowledge.language import Language
from knowledge.lexical_index import content_words, stems, words


class QuestionKind(StrEnum):
    """The sort of answer that fits."""

    WHEN = "when"
    HOW_LONG = "how_long"
    HOW_OFTEN = "how_often"
    HOW_MUCH = "how_much"
    COST = "cost"
    WHO = "who"
    NAME = "name"
    HOW_TO = "how_to"
    LIST = "list"
    WHERE = "where"
    DEFINITION = "definition"
    YES_NO = "yes_no"
    CURRENT = "current"
    OTHER = "other"


_FORMS: dict[Language, tuple[tuple[QuestionKind, re.Pattern[str]], ...]] = {
    Language.NL: (
        (
            QuestionKind.WHEN,
            re.compile(r"\b(wanneer|sinds|per wanneer|vanaf|datum|deadline|welk jaar)\b", re.I),
        ),
        (QuestionKind.HOW_LONG, re.compile(r"\b(hoe lang|looptijd|hoeveel (jaar|maanden|weken|dagen))\b", re.I)),
        (QuestionKind.HOW_OFTEN, re.compile(r"\bhoe (vaak|dikwijls)\b", re.I)),
        (
            QuestionKind.HOW_MUCH,
            re.compile(
                r"\b(hoeveel|hoe (hoog|groot)|drempel\w*|bedrag|percentage|procent|aantal|score|telefoon\w*|mobiel\w*"
                r"|e-?mail\w*|mailadres)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.COST,
            re.compile(
                r"\b((ge)?kost|kosten|kostte|prijs|\w*tarief|bijdrage|contributie|boetes?|totale budget|premie"
                r"|hoeveel (euro|geld))\b",
                re.I,
            ),
        ),
        (QuestionKind.WHO, re.compile(r"\b(wie|voorzitter|directeur)\b", re.I)),
        (
            QuestionKind.NAME,
            re.compile(
                r"\b(hoe heet|naam|namen|welke (\w+ ){0,2}\w*(partij|bedrij|organisatie|voorzitter|land|toezichthouder"
                r"|merk|led|instantie|autoriteit|minister|mijn|smelterij|fabriek|leverancier|keurmerk)\w*)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.DEFINITION,
            re.compile(r"^(en )?(wat (is|zijn|betekent|houdt)|wat wordt bedoeld)\b|\b(betekenis|definitie)\b", re.I),
        ),
        (
            QuestionKind.WHERE,
            re.compile(
                r"\b(waar (in|staat|lees)\b|waar vind\w*\b.*\b(bepaling|artikel|beginsel|paragraaf|hoofdstuk|tekst)"
                r"|(welk|paragraaf|artikel|hoofdstuk|beginsel)[- ]?nummer\b|vindplaats"
                r"|welk(e)? (\w+[ -])?(beginsel|principe|artikel|hoofdstuk|paragraaf|stap|bepaling|bijlage)\b"
                r"|welke plaats\b)",
                re.I,
            ),
        ),
        (
            QuestionKind.LIST,
            re.compile(
                r"\b(som|hoe heten|noem (de|die|alle)"
                r"|lijst\w*|opsomming|verschil\w*|criteria|onderdelen|soorten|vormen|niveaus"
                r"|welke (?!stap\b)\w+ (zijn|kent|noemt|heeft|hebben|staan|gelden|vallen)|wat zijn (de|het))\b",
                re.I,
            ),
        ),
        (
            QuestionKind.HOW_TO,
            re.compile(
                r"\b(wat (moet|moeten|doe|doen|kun|kunnen|kan|te doen|nu)\b|vervolgstap\w*|volgende stap"
                r"|hoe (pak|begin|zet|maak|doe|kan|kun|moet|ga|reageer|schrijf|bepaal|krijg)\w*"
                r"|waar (begin|moet)\w*|welke stappen|moeten (wij|we)|aanpak\w*|tips)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.YES_NO,
            re.compile(
                r"^((en|maar|dus|oke?) )?(moet|moeten|mag|mogen|kan|kunnen|is|zijn|geldt|gelden|val|valt|vallen|heeft"
                r"|hebben|hoef|hoeft|hoeven|bestaat|bestaan|wordt|worden|telt|tellen)\b|\b(toch|of niet)\s*\?*$",
                re.I,
            ),
        ),
        (
            QuestionKind.CURRENT,
            re.compile(
                r"\b((?<!wat )nu|momenteel|vandaag|huidige?|thans|op dit moment|inmiddels|actuele?"
                r"|(vorig|dit|laatste) jaar)\b",
                re.I,
            ),
        ),
    ),
    Language.EN: (
        (
            QuestionKind.WHEN,
            re.compile(r"\b(when|since|from which date|what date|deadline|which year|until)\b", re.I),
        ),
        (QuestionKind.HOW_LONG, re.compile(r"\b(how long|how many (years|months|weeks|days)|duration)\b", re.I)),
        (QuestionKind.HOW_OFTEN, re.compile(r"\bhow often\b", re.I)),
        (
            QuestionKind.HOW_MUCH,
            re.compile(
                r"\b(how (much|many|big|high|large)|threshold\w*|percentage|per ?cent|number of (?!the\b)|score"
                r"|amounts?|phone|mobile|e-?mail)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.COST,
            re.compile(r"\b(costs?|charges?|price|fees?|fines?|penalt\w+|total budget|premium|how much money)\b", re.I),
        ),
        (QuestionKind.WHO, re.compile(r"\b(who|whom|chair|director)\b", re.I)),
        (
            QuestionKind.NAME,
            re.compile(
                r"\b(names?|which (\w+ ){0,2}(part(y|ies)|compan|organi|chair|countr|authorit|regulator|supervisor"
                r"|brand|member|minist|mines?\b|mills?\b|smelter|refiner|plant|supplier)\w*)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.DEFINITION,
            re.compile(r"^(and )?what (is|are|does|do you mean)\b|\b(meaning|definition|mean|counts as)\b", re.I),
        ),
        (
            QuestionKind.WHERE,
            re.compile(
                r"\b(where (in|does it say|do the|does the|is it written)\b|exact (paragraph|place)"
                r"|(paragraph|article|chapter|principle) number\b"
                r"|number of the (\w+ )?(ungp|principle|article|paragraph)"
                r"|(which|what) (?!does|do|is|are)(\w+ ){0,2}"
                r"(principle|article|chapter|paragraph|step|provision|annex)\b|which place\b)",
                re.I,
            ),
        ),
        (
            QuestionKind.LIST,
            re.compile(
                r"\b(list|lists|name (the|all)|differences?|criteria|elements|kinds of|types of|forms of|levels"
                r"|which \w+ (are|does|do|has|have)|what are the)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.HOW_TO,
            re.compile(
                r"\b(what (should|must|do|can|now|to do)|(our|the|what) (options|next steps?)"
                r"|how (do|should|can|to|must)|where (do|should) (we|i)"
                r"|which (steps|checks)|(do|must|should) (we|i)|tips)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.YES_NO,
            re.compile(
                r"^((and|but|so|ok(ay)?) )?"
                r"(must|should|can|may|is|are|does|do|did|was|were|has|have|will|would|could)\b"
                r"|\b(right|or not)\s*\?*$",
                re.I,
            ),
        ),
        (
            QuestionKind.CURRENT,
            re.compile(
                r"\b((?<!what )now|today|currently|current|at the moment|latest|(last|this) year)\b",
                re.I,
            ),
        ),
    ),
}

_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|january|february|march|may|june|july|august|october"
)
_NUMBER_WORD = (
    "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|veertien|zestien"
    "|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|sixteen"
)
_PERIOD = r"(jaar|jaren|maand\w*|week|weken|dag|dagen|years?|months?|weeks?|days?)"
_NAME = re.compile(r"\b[A-Z][a-zé]+ (?:(?:van|de|der|el) ){0,2}[A-Z][a-z]+|(?<=[a-z,] )[A-Z]{2,}")
_SIGNS: dict[QuestionKind, re.Pattern[str]] = {
    QuestionKind.WHEN: re.compile(rf"\b(1[89]|20)\d\d\b|\b({_MONTH})\b", re.I),
    QuestionKind.HOW_LONG: re.compile(
        rf"\b(\d[\d.,]*|een|één|one|a|{_NUMBER_WORD})\s+(\w+\s+)?{_PERIOD}\b|\b(van|from)\b.*\b(tot|to|until)\b", re.I
    ),
    QuestionKind.HOW_OFTEN: re.compile(
        r"\b(elke?|ieder\w*|jaarlijks\w*|maandelijks\w*|per (jaar|maand)|keer|regelmatig"
        r"|every|each|yearly|annual\w*|monthly|once|twice|times|regularly)\b",
        re.I,
    ),
    QuestionKind.HOW_MUCH: re.compile(rf"\b\d[\d.,]*\b|€|\bEUR\b|%|@|\b({_NUMBER_WORD})\b", re.I),
    QuestionKind.COST: re.compile(
        r"€|\b(EUR|euro|USD|dollars?|gratis|kosteloos|kosten vergoed|free( of charge)?|no (cost|charge|fee))\b|\d\s?%",
        re.I,
    ),
    QuestionKind.WHO: _NAME,
    QuestionKind.NAME: _NAME,
}
FACTS = frozenset(_SIGNS)
"""The kinds that want one thing: a date, a period, an amount, a name."""

# Numbers that say where something stands or which term is spoken of are no answer.
_NO_FACT = re.compile(
    r"\([^)]*\)"
    r"|\b(artikel|article|art\.?|stap|step|bijlage|annex|lid|paragra\w+|verdrag|convention|hoofdstuk"
    r"|chapter|beginsel|principle|jaar|year)\s+[\dIVX.]+",
    re.I,
)
# What a yes or no may be about; a sentence that settles the question speaks of the same.
_MODALITIES = tuple(
    re.compile(rf"\b({words})\b", re.I)
    for words in (
        "geldt|gelden|valt|vallen|onder|van toepassing|apply|applies|covers?|covered|subject to|in scope",
        r"verplicht\w*|moet(en)?|hoeft|hoeven|plicht\w*|bindend|vrijwillig|must|ha(ve|s) to|required|oblig\w+|mandatory"
        r"|need not|compulsory|binding|voluntary",
        r"mag|mogen|kan|kunnen|toegestaan|verboden|mogelijk|may|can|cannot|could|allowed|possible|forbid\w*|prohibit\w*",
        "genoeg|voldoende|volstaat|vervangt?|enough|sufficient|replaces?",
        r"nog|niet meer|eindigde|afgelopen|voorbij|still|no longer|any ?more|ended",
    )
)
_DATE = re.compile(rf"\b(\d{{1,2}}\s+)?({_MONTH})\s+(19|20)\d\d\b|\b(19|20)\d\d\b", re.I)
# Who is above a limit does not ask how high it is.
_PAST_A_LIMIT = re.compile(
    r"\b(above|below|over|under|exceed\w*|boven|onder|over)\s+(the |de |an? |een )?([\w-]+ )?(threshold|drempel)\w*",
    re.I,
)
_ASKS_AMOUNT = re.compile(
    r"\b(hoeveel|hoe (hoog|groot|duur)|welk bedrag|wat (kost|kostte|betaal\w*|zijn de|is (de|het))"
    r"|how (much|many|high|big|large|expensive)|what (amount|does|did|do|is|are|was|were) )",
    re.I,
)
_COUNTED = re.compile(r"\b(?:hoeveel|how many|aantal|number of)\s+((?:[\w-]+\s*){1,3})", re.I)
_PERCENT = re.compile(r"\b(procent|percentage|per ?cent|percent)\b|%", re.I)
_NUMBER = re.compile(rf"\d[\d.,]*|{_NUMBER_WORD}", re.I)
_BETWEEN = 3  # words from a number to what it counts: "500 large member companies"


def question_kinds(text: str, language: Language) -> frozenset[QuestionKind]:
    """The sorts of answer that a question may want, with CURRENT for the state of today; OTHER where no form tells."""
    text = _PAST_A_LIMIT.sub(" ", text)
    found = frozenset(kind for kind, form in _FORMS[language] if form.search(text))
    if found.isdisjoint({*FACTS, QuestionKind.LIST}) or QuestionKind.HOW_TO in found:
        found -= {QuestionKind.CURRENT}  # "what can we do now" wants no state of today
    if not found.isdisjoint({QuestionKind.HOW_TO, QuestionKind.YES_NO}) and not _ASKS_AMOUNT.search(text):
        found -= {QuestionKind.COST}  # who paid a fee and asks what to do wants no amount
    if not found.isdisjoint({QuestionKind.COST, QuestionKind.HOW_LONG, QuestionKind.HOW_OFTEN}):
        found -= {QuestionKind.HOW_MUCH}  # "how much does it cost" wants money and "how many days" a period
    return found or frozenset({QuestionKind.OTHER})


def gives(kinds: frozenset[QuestionKind], sentence: str, question: str) -> bool:
    """Whether a sentence holds the sort of thing that is asked for: a date, an amount, a name.

    A name that the question holds itself is no answer to it.
    """
    told = _NO_FACT.sub(" ", sentence)
    undated = _DATE.sub(" ", told)
    texts = {kind: undated if kind is QuestionKind.HOW_MUCH else told for kind in kinds & FACTS}
    asked = question.casefold()
    return any(
        kind not in (QuestionKind.WHO, QuestionKind.NAME) or match.group().casefold() not in asked
        for kind, text in texts.items()
        for match in _SIGNS[kind].finditer(text)
    )


def settles(question: str, sentence: str) -> bool:
    """Whether a sentence speaks of what a yes or no is asked about: duty, permission, scope, sufficiency, time."""
    return any(modality.search(question) and modality.search(sentence) for modality in _MODALITIES)


def counts_the_same(question: str, sentence: str, language: Language) -> bool:
    """Whether a sentence holds a number of what a question asks how many there are of, or the percentage asked for."""
    asked = {
        stem for match in _COUNTED.finditer(question) for stem in stems(content_words(match[1], language)[:2], language)
    }
    if _PERCENT.search(question):
        return re.search(r"\d\s?%", sentence) is not None
    if not asked:
        return False
    said = words(_NO_FACT.sub(" ", sentence))
    stemmed = stems(said, language)
    return any(
        _NUMBER.fullmatch(word) and not asked.isdisjoint(stemmed[place + 1 : place + 1 + _BETWEEN])
        for place, word in enumerate(said)
    )
