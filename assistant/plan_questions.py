"""The five questions of the guided start, asked one after the other; every front door keeps the choices itself.

Choices survive whatever a front door hands in: an option or a question that is not known (any more), from a stale
button or an older version, changes nothing and is never an error.
"""

from dataclasses import dataclass

from assistant.plan_guide import AskedQuestion, Choices, guide
from assistant.words import say
from knowledge.language import Language

DONE = "done"
"""Chosen like an option to close a question that takes many."""


@dataclass(frozen=True, slots=True)
class PlanOption:
    """An option by its id, and whether it is chosen now."""

    question: str
    id: str
    chosen: bool

    def text(self, language: Language) -> str:
        """What the option is called, short enough for a button."""
        return say(f"plan.{self.question}.options.{self.id}", language)


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """The question to ask now, the `number`th of `total`.

    Where it takes `many` options they are chosen and let go one by one, and `choose(..., DONE)` goes on; it
    `can_go_on` once one is chosen.
    """

    id: str
    number: int
    total: int
    many: bool
    options: tuple[PlanOption, ...]

    @property
    def can_go_on(self) -> bool:
        """Whether DONE would close it."""
        return self.many and any(option.chosen for option in self.options)

    def text(self, language: Language) -> str:
        """The question itself."""
        return say(f"plan.{self.id}.text", language)


def next_question(choices: Choices) -> PlanQuestion | None:
    """The first question that has no answer yet; None when a plan can be made."""
    asked = list(guide().questions.values())
    for number, question in enumerate(asked, start=1):
        if not _is_answered(question, choices):
            chosen = _chosen(question, choices)
            options = tuple(PlanOption(question.id, option, option in chosen) for option in question.options)
            return PlanQuestion(question.id, number, len(asked), question.many, options)
    return None


def choose(choices: Choices, question: str, option: str) -> Choices:
    """The choices after a tap on an option: taken, let go if it was taken, or DONE for a question of many options."""
    asked = guide().questions.get(question)
    if asked is None or option not in (*asked.options, DONE):
        return choices
    chosen = _after(asked, _chosen(asked, choices), option)
    return choices if chosen is None else {**choices, question: chosen}


def go_back(choices: Choices) -> Choices:
    """The choices with the last question that was answered open again; the others stay."""
    answered = [question for question in guide().questions.values() if _is_answered(question, choices)]
    if not answered:
        return choices
    last = answered[-1]
    kept = _chosen(last, choices) if last.many else []
    return {**choices, last.id: [option for option in kept if option not in last.alone]}


def known(choices: Choices) -> Choices:
    """The choices that mean something to a plan, in the order of the questions and their options."""
    return {question.id: _chosen(question, choices) for question in guide().questions.values()}


def spoken(choices: Choices, language: Language) -> tuple[str, ...]:
    """What was chosen, a line for each question that was answered: "Metals: gold, scrap"."""
    return tuple(
        say(
            "plan.chosen",
            language,
            name=say(f"plan.{question}.name", language),
            options=_named(question, options, language),
        )
        for question, options in known(choices).items()
        if options
    )


def _named(question: str, options: list[str], language: Language) -> str:
    return "; ".join(PlanOption(question, option, chosen=True).text(language) for option in options)


def _after(asked: AskedQuestion, chosen: list[str], option: str) -> list[str] | None:
    """What is chosen of a question after a tap; None where the tap means nothing."""
    if option == DONE:
        return [*chosen, DONE] if asked.many and chosen else None
    if not asked.many:
        return [option]
    if option in asked.alone:
        return [option, DONE]
    kept = [other for other in chosen if other not in asked.alone]
    return [other for other in kept if other != option] if option in kept else [*kept, option]


def _chosen(asked: AskedQuestion, choices: Choices) -> list[str]:
    """The options of a question that are chosen, in the question's order; one where it takes one."""
    found = choices.get(asked.id, [])
    chosen = [option for option in asked.options if option in found]
    return chosen if asked.many else chosen[:1]


def _is_answered(asked: AskedQuestion, choices: Choices) -> bool:
    return bool(_chosen(asked, choices)) and (not asked.many or DONE in choices[asked.id])
