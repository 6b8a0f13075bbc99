"""The guided start: from a few choices a personal plan over the six steps of due diligence.

Every sentence of a plan is a step of a guidance card or a sentence of a provision, word for word, cited as those of an
answer are. Which ones, `planning.toml` says. A plan never says that a rule binds the company: it says what to read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.answers import Citation, CitedText, citation_record, cited_text_record
from assistant.notes import notes_on
from assistant.plan_guide import Choices, guide
from assistant.plan_questions import known, spoken
from assistant.plan_selection import Selection, select
from assistant.plan_writing import PlanWriter
from assistant.words import say
from knowledge.labels import reader_url
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.references import Reference


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One of the six steps: what to do, and what is in place already and needs a check. `reference` opens the step."""

    number: int
    heading: str
    reference: Reference
    actions: tuple[CitedText, ...]
    checks: tuple[CitedText, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A personal plan, complete.

    `basis` says what was chosen, `first` what to do this week, `rules` which rules may apply, and `notes` what holds
    for the sources, as under an answer. Citations are numbered from 1 through the whole plan.
    """

    language: Language
    basis: tuple[str, ...]
    first: tuple[CitedText, ...]
    steps: tuple[PlanStep, ...]
    rules: tuple[CitedText, ...]
    notes: tuple[str, ...]
    citations: tuple[Citation, ...]

    @property
    def texts(self) -> tuple[CitedText, ...]:
        """All sentences of the plan in their order."""
        in_steps = (text for step in self.steps for text in (*step.actions, *step.checks))
        return (*self.first, *in_steps, *self.rules)

    @property
    def text(self) -> str:
        """The plan as plain text; its parts stand apart by a blank line."""
        parts = [
            _part(say("plan.first", self.language), self.first),
            *(part for step in self.steps for part in self._step_parts(step)),
            _part(say("plan.rules", self.language), self.rules),
            "\n".join(self.notes),
        ]
        return "\n\n".join(filter(None, parts))

    def _step_parts(self, step: PlanStep) -> tuple[str, str]:
        return _part(step.heading, step.actions), _part(say("plan.check", self.language), step.checks)


def plan_record(plan: Plan) -> dict[str, Any]:
    """The plan as a JSON object; sentences and citations are those of an answer."""
    return {
        "language": plan.language.value,
        "basis": list(plan.basis),
        "text": plan.text,
        "first": _records(plan.first),
        "steps": [
            {
                "number": step.number,
                "heading": step.heading,
                "reference": str(step.reference),
                "url": reader_url(step.reference, plan.language),
                "actions": _records(step.actions),
                "checks": _records(step.checks),
            }
            for step in plan.steps
        ],
        "rules": _records(plan.rules),
        "notes": list(plan.notes),
        "citations": [citation_record(citation) for citation in plan.citations],
    }


def build_plan(choices: Choices, index: PassageIndex, language: Language) -> Plan:
    """The plan for what was chosen; what was not chosen is taken as not known.

    What the index does not hold is left out: a library without a card gives a plan without its step.
    """
    writer = PlanWriter(index, language)
    selection = select(known(choices), writer.can_write)
    first = tuple(map(writer.write, selection.first))
    steps = tuple(_plan_step(number, selection, writer) for number in guide().steps)
    rules = tuple(map(writer.write, selection.rules))
    citations = writer.citations()
    said = (say("plan.no_verdict", language), *dict.fromkeys(notes_on(index, citations, language)))
    return Plan(language, spoken(choices, language), first, steps, rules, said, citations)


def _plan_step(number: int, selection: Selection, writer: PlanWriter) -> PlanStep:
    return PlanStep(
        number=number,
        heading=say(f"plan.steps.{number}", writer.language),
        reference=Reference("oecd-ddg-2018", str(number)),
        actions=tuple(map(writer.write, selection.actions[number])),
        checks=tuple(map(writer.write, selection.checks[number])),
    )


def _part(heading: str, texts: Iterable[CitedText]) -> str:
    lines = [f"- {text.text}" for text in texts]
    return "\n".join((heading, *lines)) if lines else ""


def _records(texts: Iterable[CitedText]) -> list[dict[str, Any]]:
    return [cited_text_record(text) for text in texts]
