"""What sort of answer a question wants, told from its form."""

import re
from enum import StrEnum

from knowledge.language import Language


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
    DIFFERENCE = "difference"
    WHERE = "where"
    DEFINITION = "definition"
    YES_NO = "yes_no"
    CURRENT = "current"
    OTHER = "other"


# "What do we do when a buyer calls" asks for no date: the word opens a clause there, and no question.
_ASKED = (
    r"(?:^|[.,;:?!]\s*"
    r"|\b(?:en|and|but|maar|dus|so|of|or|exactly|precies|vanaf|van|sinds|uiterlijk|since"
    r"|from|by|until|tot|know|weet|weten|tell|per) )"
)
# Who asks whether a name may be told, or of a report that names somebody, wants no name.
_NOT_WHETHER_NL = r"^(?!((en|maar|dus|oke?) )?(moet|moeten|mag|mogen|hoef|hoeft|hoeven|is|zijn|wordt|worden)\b)"
_NOT_WHETHER_EN = (
    r"^(?!((and|but|so|ok(ay)?) )?(must|should|can (i|we)|may|is|are|do|does|did|has|have|will|would)\b)"
    r"(?!.*\b(report|list|article|ngo|journalist|newspaper)\w* (names|named)\b)"
)
_FORMS: dict[Language, tuple[tuple[QuestionKind, re.Pattern[str]], ...]] = {
    Language.NL: (
        (
            QuestionKind.WHEN,
            re.compile(rf"{_ASKED}wanneer\b|\b(sinds|per wanneer|vanaf|datum|deadline|welk jaar)\b", re.I),
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
                r"\b((ge)?kost|kosten|kostte|(?<!hogere )(?<!lagere )prijs (van|per|voor)"
                r"|(welke|wat (is|was) de) prijs|\w*tarief|bijdrage|contributie|boetes?"
                r"|totale budget|premie|hoeveel (euro|geld))\b",
                re.I,
            ),
        ),
        (QuestionKind.WHO, re.compile(r"\b(wie|voorzitter|directeur)\b", re.I)),
        (
            QuestionKind.NAME,
            re.compile(
                _NOT_WHETHER_NL + r".*\b(naam|namen)\b"
                r"|\b(hoe heet|welke (\w+ ){0,2}\w*(partij|bedrij|organisatie|voorzitter|land|toezichthouder"
                r"|merk|led|instantie|autoriteit|minister|mijn|smelterij|fabriek|leverancier|keurmerk)\w*"
                r"(?! (eerst|moet|kun|kan|zou)))\b",
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
                r"(?! (eerst|nu|moet))"
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
        (QuestionKind.DIFFERENCE, re.compile(r"\b(verschil\w*|versus|vs|vergelijk\w*)\b", re.I)),
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
            re.compile(rf"{_ASKED}when\b|\b(since|from which date|what date|deadline|which year|until)\b", re.I),
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
            re.compile(
                r"\b(costs?|charges?|(?<!higher )(?<!lower )price (of|per|for)|(what|which)('s| is| was)? (the )?price"
                r"|(?<!recruitment )(?<!paid )(?<!pay )(?<!charged )fees?"
                r"|fines?|penalt\w+|total budget|premium|how much money)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.WHO,
            re.compile(rf"{_ASKED}who\b|\b(to|with|by|about|on|me) who\b|\b(whom|chair|director)\b", re.I),
        ),
        (
            QuestionKind.NAME,
            re.compile(
                _NOT_WHETHER_EN + r".*\bnames?\b"
                r"|\b(which (\w+ ){0,2}(part(y|ies)|compan|organi|chair|countr|authorit|regulator|supervisor"
                r"|brand|member|minist|mines?\b|mills?\b|smelter|refiner|plant|supplier)\w*\b"
                r"(?! (first|should|must|do we|to)\b))",
                re.I,
            ),
        ),
        (
            QuestionKind.DEFINITION,
            re.compile(
                r"^(and )?what (is|are|does(?! (\w+ ){1,3}do\b)|do you mean)\b|\b(meaning|definition|mean|counts as)\b",
                re.I,
            ),
        ),
        (
            QuestionKind.WHERE,
            re.compile(
                r"\b(where (in|does it say|do(es)? the (\w+ ){1,4}(say|state|mention|read|stand)|is it written)\b"
                r"|exact (paragraph|place)"
                r"|(paragraph|article|chapter|principle) number\b"
                r"|number of the (\w+ )?(ungp|principle|article|paragraph)"
                r"|(which|what) (?!does|do|is|are)(\w+ ){0,2}"
                r"(principle|article|chapter|paragraph|step|provision|annex)\b(?! (first|now|should))"
                r"|which place\b)",
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
        (QuestionKind.DIFFERENCE, re.compile(r"\b(differ\w*|versus|vs|compared?)\b", re.I)),
        (
            QuestionKind.HOW_TO,
            re.compile(
                r"\b(what (should|must|do|can|now|to do|does (\w+ ){1,3}do\b)|(our|the|what) (options|next steps?)"
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

FACTS = frozenset(
    {
        QuestionKind.WHEN,
        QuestionKind.HOW_LONG,
        QuestionKind.HOW_OFTEN,
        QuestionKind.HOW_MUCH,
        QuestionKind.COST,
        QuestionKind.WHO,
        QuestionKind.NAME,
    }
)
"""The kinds that want one thing: a date, a period, an amount, a name."""
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

# Whether somebody must know which mine it was asks no name of a mine, nor what to do with who does not tell.
_MUST_TELL = re.compile(
    r"(?P<asked>\b(moet|moeten|hoef|hoeven|mag|mogen|verplicht|wil|weiger\w*|must|should|(have|need|obliged) to|may"
    r"|won'?t|will not|refus\w+|(does|do)(n'?t| not))\b[^?.!,]*?"
    r"\b(weten|kennen|nagaan|uitzoeken|vragen|melden|opgeven|aantonen|bewijzen|publiceren|zeggen|vertellen|geven"
    r"|know|find out|ask|prove|show|tell|disclose|report|publish|say|give)\b(?: (?!en\b|and\b|of\b|or\b)\w+){0,2}) "
    r"(welke?|wie|wanneer|waar|hoeveel|which|what|who|when|where|how (much|many|long|often))\b[^?.!,]*",
    re.I,
)
# Who asks whether names must be told asks for none; who asks whether we can tell them does.
_WHETHER = re.compile(
    r"^(?:\w+ )?(moet|moeten|mag|mogen|hoeft?|hoeven|must|should|may|do|does|are|is) (?!(you|u|jij|je|jullie)\b)", re.I
)


def question_kinds(text: str, language: Language) -> frozenset[QuestionKind]:
    """The sorts of answer that a question may want, with CURRENT for the state of today; OTHER where no form tells."""
    text = _MUST_TELL.sub(r"\g<asked>", _PAST_A_LIMIT.sub(" ", text))
    found = frozenset(kind for kind, form in _FORMS[language] if form.search(text))
    if found.isdisjoint({*FACTS, QuestionKind.LIST}) or QuestionKind.HOW_TO in found:
        found -= {QuestionKind.CURRENT}  # "what can we do now" wants no state of today
    if QuestionKind.YES_NO in found and _WHETHER.match(text):
        found -= {QuestionKind.NAME}
    if not found.isdisjoint({QuestionKind.HOW_TO, QuestionKind.YES_NO}) and not _ASKS_AMOUNT.search(text):
        found -= {QuestionKind.COST}  # who paid a fee and asks what to do wants no amount
    if not found.isdisjoint({QuestionKind.COST, QuestionKind.HOW_LONG, QuestionKind.HOW_OFTEN}):
        found -= {QuestionKind.HOW_MUCH}  # "how much does it cost" wants money and "how many days" a period
    return found or frozenset({QuestionKind.OTHER})
