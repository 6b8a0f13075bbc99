"""`ketenwijzer questions`: clusters of what is asked, and a demo of the log."""

from datetime import UTC, datetime

from assistant.answering import Assistant
from assistant.demo import SENDER, Rated, demo_log, read_subjects
from assistant.log_lines import LogLine
from assistant.question_log import made_line
from assistant.questions import Channel, Question
from assistant.records import Records
from bots.settings import Settings
from bots.terminal.console import Exit, load_settings, progress_bar, start_up, tell, work_bar
from bots.wiring import Knowledge, build_assistant, build_clustering, open_records
from knowledge.language import Language


def cluster() -> int:
    """Make clusters of the questions in the log; the exit status is 1 where a running service is at it."""
    settings = load_settings()
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            assistant = build_assistant(settings, knowledge, progress)
        records = open_records(settings)
        if not _clustered(settings, knowledge, assistant):
            tell("questions.busy")
            return Exit.FAILED
        _tell_clusters(records)
    return Exit.OK


def demo() -> int:
    """Put the demo into the log, in the place of an earlier one."""
    settings = load_settings()
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            assistant = build_assistant(settings, knowledge, progress)
        records = open_records(settings)
        _remove(records)
        rated = _demo_log(assistant)
        _write(records, rated)
        _clustered(settings, knowledge, assistant)
        # What is older than the retention period is left as counts, as it would be in a real log.
        records.question_log.erase_older_than(settings.retention_days)
        tell("questions.demo", count=len(rated))
        _tell_clusters(records)
    return Exit.OK


def remove_demo() -> int:
    """Delete what the demo put in, and the clusters that held nothing else."""
    settings = load_settings()
    with start_up(settings) as knowledge:
        with progress_bar() as progress:
            assistant = build_assistant(settings, knowledge, progress)
        removed = _remove(open_records(settings))
        _clustered(settings, knowledge, assistant)
    tell("questions.demo_removed", count=removed)
    return Exit.OK


def _demo_log(assistant: Assistant) -> list[Rated]:
    """The lines of the demo, with the answers that are given today."""
    subjects = read_subjects()
    total = sum(len(texts) for subject in subjects for texts in subject.texts.values())
    done = 0
    now = datetime.now(UTC)
    with work_bar("questions.answering") as progress:

        def answered(text: str, language: Language) -> LogLine:
            nonlocal done
            question = Question.from_text(text, channel=Channel.WEB, conversation_id="", language=language)
            answer, trace = assistant.ask(question)
            done += 1
            progress(done, total)
            return made_line(question, answer, trace, now, pseudonym="")

        return demo_log(subjects, answered, now)


def _write(records: Records, rated: list[Rated]) -> None:
    records.question_log.add([each.line for each in rated])
    for each in rated:
        if each.rating is not None:
            line = each.line
            records.inbox.rate(line.answer_id, SENDER, each.rating, Channel(line.channel), Language(line.language))


def _remove(records: Records) -> int:
    records.inbox.erase(SENDER)
    return records.question_log.erase_demo()


def _clustered(settings: Settings, knowledge: Knowledge, assistant: Assistant) -> bool:
    clustering = build_clustering(settings, knowledge, assistant.index)
    with work_bar("questions.clustering") as progress:
        return clustering.run(lambda share: progress(round(100 * share), 100))


def _tell_clusters(records: Records) -> None:
    run = records.clusters.last_run()
    if run is not None:
        tell("questions.clustered", questions=run.questions, clusters=run.clusters)
