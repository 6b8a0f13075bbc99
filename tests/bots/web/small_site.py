"""A small site: a handful of passages, an assistant that follows a script, and the real desk and database around it."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import numpy as np
from fastapi import FastAPI

from assistant.answering import Assistant, Trace
from assistant.answers import Answer, Mode, Outcome, Timing
from assistant.approved_answer import ApprovedAnswer, ApprovedSentence
from assistant.citing import cite
from assistant.database import open_database
from assistant.desk import Desk
from assistant.drafts import DraftText, Support
from assistant.proposing import Proposals
from assistant.questions import Channel, Question
from assistant.records import Records
from bots.telegram.previewing import preview_in_chat
from bots.web.app import create_app
from bots.web.secretariat.parts import Secretariat
from ingest.passage_text import PassageText
from knowledge.crosswalk import Crosswalk
from knowledge.documents import Document, NormKind, Passage, Role, Status, Table, TextKind, Unit
from knowledge.finding_aids import Evidence, Term, Theme
from knowledge.glossary import Glossary
from knowledge.language import Language, detect_language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference
from knowledge.retrieval import Hit
from knowledge.source_names import SourceNames
from tests.fakes import a_card, a_document, a_provision, an_entry

NL, EN = Language.NL, Language.EN
BREAKS = "Breekt dit?"


@dataclass(frozen=True)
class _Generation:
    id: str


TERMS = (
    Term(Reference("guidance", "glossary/danger"), EN, "danger", ("peril",), ()),
    Term(Reference("guidance", "glossary/danger"), NL, "gevaar", (), ()),
)
THEMES = (Theme("Zorg", "Care", (Reference("principles", "17"), Reference("pact", "fees"))),)
EVIDENCE = (Evidence("P0", "The principles as printed", "https://example.org/principles", "2011"),)


class SmallIndex:
    """What pages ask of an index, over a list of passages."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self.generation = _Generation("small")
        self.glossary = Glossary(TERMS)
        self.crosswalk = Crosswalk(THEMES)
        self.evidence = {evidence.id: evidence for evidence in EVIDENCE}
        self.positions: dict[Reference, tuple[int, ...]] = {}
        for position, passage in enumerate(passages):
            self.positions[passage.reference] = (*self.positions.get(passage.reference, ()), position)
        self.documents = {(p.document.source, p.language): p.document for p in reversed(passages)}
        self.names = SourceNames({passage.document: None for passage in passages}, self.positions)
        self.parts: dict[Reference, tuple[Reference, ...]] = {}

    def at(self, reference: Reference) -> list[Passage]:
        return [self.passages[position] for position in self.positions.get(reference, ())]


def small_index() -> PassageIndex:
    """An index of the passages below."""
    return cast(PassageIndex, SmallIndex(_passages()))


def _principles(language: Language, **changes: object) -> Document:
    title = {NL: "Beginselen", EN: "Principles"}[language]
    return a_document("principles", language, short="UNGP", title=title, **changes)


def _pact(language: Language) -> Document:
    terms = {NL: "de eerste termijn van het pact (2019-2024)", EN: "the first term of the pact (2019-2024)"}
    binds = {"norm": NormKind.AGREEMENT, "status": Status.ENDED, "unit": Unit.TOPIC}
    return a_document("pact", language, short="Pact", term=terms[language], **binds)


def _passages() -> tuple[Passage, ...]:
    return tuple(passage for language in (EN, NL) for passage in _in(language))


def _in(language: Language) -> list[Passage]:
    found = [_children(language), _listed(language), _fees(language), _rates(language), _card(language)]
    found.append(_term(language))
    return [_official(), *found] if language is EN else found


def _children(language: Language) -> Passage:
    sentences = {
        NL: ("Haal kinderen meteen weg bij gevaar.", "Zoek samen met ouders naar school.", "Blijf het volgen."),
        EN: ("Take children out of danger at once.", "Look for a school with the parents.", "Keep watching."),
    }
    return a_provision(
        "principles/17",
        *sentences[language],
        language=language,
        document=_principles(language),
        heading={NL: "Kinderen beschermen", EN: "Protecting children"}[language],
        headings=({NL: "Pijler II", EN: "Pillar II"}[language],),
        see_also=(Reference("pact", "fees"),),
        evidence=("P0",),
    )


def _listed(language: Language) -> Passage:
    body = PassageText(language)
    body.add_paragraph({NL: "Begin vroeg.", EN: "Start early."}[language])
    body.add_items({NL: ["Vraag door.", "Schrijf op."], EN: ["Ask on.", "Write down."]}[language], Role.STATEMENT)
    passage = a_provision("principles/17/commentary", "x", language=language, document=_principles(language))
    headings = {NL: ("Pijler II", "Kinderen beschermen"), EN: ("Pillar II", "Protecting children")}
    return Passage(
        **vars(passage)
        | {
            "text": body.text,
            "sentences": body.sentences,
            "heading": {NL: "Toelichting", EN: "Commentary"}[language],
            "headings": headings[language],
        }
    )


def _rates(language: Language) -> Passage:
    """A table of two rows, from a day that is far away."""
    body = PassageText(language)
    body.add_paragraph({NL: "Wie meedoet, betaalt naar grootte.", EN: "Who joins pays by size."}[language])
    rows = {NL: (("klein", "10"), ("groot", "20")), EN: (("small", "10"), ("large", "20"))}[language]
    body.add_items([f"{size}: {fee}." for size, fee in rows], Role.STATEMENT)
    header = {NL: ("grootte", "bedrag"), EN: ("size", "fee")}[language]
    passage = a_provision("pact/rates", "x", language=language, document=_pact(language), heading="Rates")
    return replace(
        passage,
        text=body.text,
        sentences=body.sentences,
        tables=(Table(header, rows, 1),),
        status=Status.IN_FORCE,
        applies_from=date(2999, 1, 2),
    )


def _term(language: Language) -> Passage:
    """An entry of the glossary."""
    sentence = {NL: "Gevaar is kans op schade.", EN: "Danger is the chance of harm."}[language]
    name = {NL: "gevaar", EN: "danger"}[language]
    return an_entry("danger", name, sentence, ["principles/17"], language=language)[0]


def _official() -> Passage:
    document = _principles(EN, text_kind=TextKind.OFFICIAL, edition="2011")
    return a_provision(
        "principles/17", "The official words stand here.", document=document, heading="Protecting children", page=23
    )


def _fees(language: Language) -> Passage:
    sentence = {NL: "Wat het kost, is niet bekend.", EN: "What it costs is not known."}[language]
    heading = {NL: "Kosten <i>onbekend</i>", EN: "Costs <i>unknown</i>"}[language]
    return a_provision(
        "pact/fees", sentence, language=language, document=_pact(language), heading=heading, unknown=True
    )


def _card(language: Language) -> Passage:
    title = {NL: "We vonden kinderarbeid: wat nu?", EN: "We found child labour: what now?"}[language]
    answer = {NL: "Blijf en help eerst de kinderen.", EN: "Stay and help the children first."}[language]
    steps = {NL: ["Stel de feiten vast.", "Spreek een plan af."], EN: ["Establish the facts.", "Agree on a plan."]}
    return a_card("child-labour", title, [answer], steps[language], ["principles/17"], language, topics=("step-3",))


class ScriptedAssistant:
    """Answers every question from the card and the provision that it rests on; breaks when asked to."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self.asked: list[Question] = []

    def index(self) -> PassageIndex:
        return self._index

    def ask(self, question: Question) -> tuple[Answer, Trace]:
        self.asked.append(question)
        if question.text == BREAKS:
            raise RuntimeError("secret details of the machinery")
        language = question.language or detect_language(question.text).language
        return self._answer(question, language), Trace((), "small")

    def hits(self, question: Question) -> tuple[Hit, ...]:
        found = tuple(p for p in self._index.passages if question.text.casefold() in p.text.casefold())
        return tuple(Hit(p.reference, (p,), (0,), score=0.5, similarity=0.5, coverage=0.5) for p in found)

    def _answer(self, question: Question, language: Language) -> Answer:
        card = self._passage("guidance/child-labour", language)
        provision = self._passage("principles/17", language)
        texts = [_draft(card, provision, number) for number in range(3)]
        note = DraftText({NL: "Stand van vandaag.", EN: "As of today."}[language], (), opens_paragraph=True)
        cited = cite([texts[0], note], texts[1:])
        return Answer(
            answer_id=str(uuid4()),
            conversation_id=question.conversation_id,
            language=language,
            outcome=Outcome.ANSWERED,
            mode=Mode.EXTRACTIVE,
            sentences=cited.sentences,
            next_steps=cited.steps,
            citations=cited.citations,
            also_read=(Reference("pact", "fees"),),
            suggestions=({NL: "Wat kost meedoen?", EN: "What does joining cost?"}[language],),
            interpreted_question=f"{question.turns[-1]} {question.text}" if question.turns else None,
            confidence=0.5,
            timing=Timing(1.0, 2.0, 3.0),
        )

    def _passage(self, reference: str, language: Language) -> Passage:
        found = self._index.at(Reference.parse(reference))
        return next(p for p in found if p.language is language and p.text_kind is not TextKind.OFFICIAL)


def _draft(card: Passage, provision: Passage, number: int) -> DraftText:
    sentence = card.sentences[number]
    support = (Support(card, sentence.span), Support(provision, provision.sentences[number].span))
    return DraftText(card.sentence_text(sentence), support)


@dataclass(frozen=True)
class Site:
    """The objects behind a small site."""

    index: PassageIndex
    assistant: ScriptedAssistant
    records: Records
    desk: Desk


class SmallProposals(Proposals):
    """Proposals of the scripted assistant; a preview quotes the first words of each place, without any vectors."""

    def __init__(self, assistant: ScriptedAssistant) -> None:
        super().__init__(cast(Assistant, assistant), lambda texts: np.zeros((len(texts), 1), dtype=np.float32))
        self._scripted = assistant

    def preview(self, written: ApprovedAnswer, language: Language) -> Answer:
        text = written.text(language)
        index = self._scripted.index()
        cited = cite(*([_quoting(index, part) for part in parts] for parts in (text.sentences, text.next_steps)))
        answer, _ = self._scripted.ask(Question.from_text("?x", channel=Channel.WEB, conversation_id="preview"))
        texts = {"sentences": cited.sentences, "next_steps": cited.steps, "citations": cited.citations}
        return replace(answer, language=language, suggestions=(), **texts)


def _quoting(index: PassageIndex, part: ApprovedSentence) -> DraftText:
    places = [found[0] for found in map(index.at, part.references) if found]
    return DraftText(part.text, tuple(Support(place, place.sentences[0].span) for place in places))


def secretariat_of(site: Site, **given: Any) -> Secretariat:
    """The pages of people who sign in at a site, without a provider, with what a test gives it besides."""
    return Secretariat(site.records, SmallProposals(site.assistant), preview_in_chat, lambda: None, **given)


def open_site(folder: Path) -> Site:
    """A site with an empty database in a folder."""
    index = small_index()
    assistant = ScriptedAssistant(index)
    records = Records.over(open_database(f"sqlite:///{folder / 'log.sqlite'}"), folder)
    return Site(index, assistant, records, Desk(cast(Assistant, assistant), records))


def an_app(site: Site, **given: Any) -> FastAPI:
    """The web door of a small site, with what a test gives it besides."""
    return create_app(site.desk, lambda: site.index, records=site.records, **given)
