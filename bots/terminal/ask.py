"""`ketenwijzer ask`: one question for a person, or a file of them for a program."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answering import Assistant
from assistant.answers import Answer, Outcome, answer_record
from assistant.desk import failed_answer
from assistant.errors import BadQuestion, QuestionTooLong
from assistant.questions import Channel, Question
from bots.terminal.console import (
    Exit,
    fail,
    load_settings,
    parse_language,
    progress_bar,
    read_lines,
    start_up,
    terminal_language,
)
from bots.wiring import build_assistant, build_office
from bots.words import say
from knowledge.language import Language


def ask_once(text: str, language: str | None, *, as_json: bool) -> int:
    """Answer one question on standard output."""
    chosen = None if language is None else parse_language(language)
    settings = load_settings()
    with start_up(settings) as knowledge, progress_bar() as progress:
        desk = build_office(settings, knowledge, build_assistant(settings, knowledge, progress)).desk
        try:
            answer = desk.ask(text, Channel.TERMINAL, str(uuid4()), chosen)
        except BadQuestion as error:
            fail(_bad_question(error, chosen or terminal_language()), Exit.USAGE)
    if as_json:
        typer.echo(json.dumps(answer_record(answer), ensure_ascii=False))
    else:
        typer.echo(_for_reading(answer))
    return Exit.FAILED if answer.outcome is Outcome.FAILED else Exit.OK


def _bad_question(error: BadQuestion, language: Language) -> str:
    longest = error.longest if isinstance(error, QuestionTooLong) else 0
    return say(f"terminal.{error.code}", language, longest=longest)


def _for_reading(answer: Answer) -> str:
    """The answer as plain text: sentences with marks, steps, then the places."""
    language = answer.language
    lines: list[str] = []
    for sentence in answer.sentences:
        marks = "".join(f" [{number}]" for number in sentence.citations)
        start = "\n" if sentence.opens_paragraph else ""
        lines.append(f"{start}{sentence.text}{marks}")
    if answer.next_steps:
        lines += ["", say("turn.next_steps", language)]
        for number, step in enumerate(answer.next_steps, start=1):
            lines.append(f"  {number}. {step.text}" + "".join(f" [{mark}]" for mark in step.citations))
    if answer.citations:
        lines += ["", say("turn.sources", language)]
        for citation in answer.citations:
            kind = say(f"text_kind.{citation.text_kind}", language)
            page = "" if citation.page is None else say("terminal.page", language, page=citation.page)
            about = f"{citation.reference}; {kind}, {citation.edition}{page}"
            lines.append(f"  [{citation.number}] {citation.label} ({about})")
    if answer.also_read:
        lines += ["", say("terminal.also_read", language) + " " + ", ".join(map(str, answer.also_read))]
    if answer.outcome is not Outcome.ANSWERED and answer.suggestions:
        lines += ["", say("terminal.suggestions", language)]
        lines += [f"  - {suggestion}" for suggestion in answer.suggestions]
    return "\n".join(lines)


class BatchLine(BaseModel):
    """A line of a batch file; fields that are not known are passed over."""

    model_config = ConfigDict(strict=True)

    id: str | int | float | None = None
    question: str
    turns: list[str] = Field(default_factory=list)
    language: str | None = None


def ask_batch(name: str) -> int:
    """Answer every non-blank line of a file, in order, one JSON object a line; the lines enter no log."""
    settings = load_settings()
    _check_readable(name)
    failed = False
    with start_up(settings) as knowledge, progress_bar() as progress:
        assistant = build_assistant(settings, knowledge, progress)
        for record in _answers(assistant, name):
            failed = failed or record["outcome"] == Outcome.FAILED
            typer.echo(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    return Exit.FAILED if failed else Exit.OK


def _check_readable(name: str) -> None:
    if name == "-":
        return
    try:
        with open(name, "rb"):
            pass
    except OSError as error:
        fail(say("terminal.unreadable", terminal_language(), file=name, detail=error.strerror), Exit.USAGE)


def _answers(assistant: Assistant, name: str) -> Iterator[dict[str, Any]]:
    for number, raw in enumerate(read_lines(name), start=1):
        if raw.strip():
            yield _answer_line(assistant, number, raw)


def _answer_line(assistant: Assistant, number: int, raw: bytes) -> dict[str, Any]:
    try:
        record = json.loads(raw.decode("utf-8"))
    except ValueError as error:
        return _bad_line(None, number, "bad_json", str(error))
    identifier = record.get("id") if isinstance(record, dict) else None
    try:
        line = BatchLine.model_validate(record)
        language = None if line.language is None else Language(line.language)
        question = Question.from_text(
            line.question,
            channel=Channel.TERMINAL,
            conversation_id=str(uuid4()),
            turns=tuple(line.turns),
            language=language,
        )
    except BadQuestion as error:
        return _bad_line(identifier, number, error.code, str(error))
    except (ValidationError, ValueError) as error:
        return _bad_line(identifier, number, "bad_line", _first_fault(error))
    return {"id": identifier} | answer_record(_answer(assistant, question))


def _answer(assistant: Assistant, question: Question) -> Answer:
    try:
        return assistant.ask(question)[0]
    except Exception as error:
        # The boundary of this process: one line that breaks something must not cost the others.
        typer.echo(f"{type(error).__name__}: {error}", err=True)
        return failed_answer(question, 0.0)


def _first_fault(error: ValidationError | ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    fault = error.errors()[0]
    return f"{'.'.join(str(part) for part in fault['loc']) or 'line'}: {fault['msg']}"


def _bad_line(identifier: object, number: int, code: str, message: str) -> dict[str, Any]:
    error = {"code": code, "message": message}
    return {"id": identifier, "line": number, "outcome": Outcome.FAILED.value, "error": error}
