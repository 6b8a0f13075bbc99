"""Our retriever and the usual ones on a small collection."""

import pytest

from assistant.evaluation.collections import CollectionDocument, CollectionQuestion, JudgedCollection
from assistant.evaluation.retrieval_figures import OURS, RetrievalFigures, measure_retrieval
from knowledge.language import Language
from tests.fakes import HashEmbedder

EN, NL = Language.EN, Language.NL
DOCUMENTS = (
    CollectionDocument("ore", "Buyers ask every smelter where the cobalt was mined.", EN),
    CollectionDocument("water", "Mines keep the rivers clean.", EN),
    CollectionDocument("goud", "Goud uit rivieren wordt met de hand gewassen.", NL),
    CollectionDocument("loon", "Een leefbaar loon dekt eten, huur en school.", NL),
    CollectionDocument("stof", "Stof in de smelterij wordt elke dag gemeten.", NL),
    CollectionDocument("long", "A rule on helmets holds for every mine. " * 60 + "Cadmium is measured daily.", EN),
)
QUESTIONS = (
    CollectionQuestion("q1", "where was the cobalt mined", EN, {"ore": 1.0}),
    CollectionQuestion("q2", "hoe wordt goud gewassen", NL, {"goud": 1.0}),
    CollectionQuestion("q3", "how often is cadmium measured", EN, {"long": 1.0}),
)


@pytest.fixture(scope="module")
def figures() -> RetrievalFigures:
    return measure_retrieval(JudgedCollection(DOCUMENTS, QUESTIONS), HashEmbedder())


def test_ours_comes_first_and_the_usual_ones_beside_it(figures: RetrievalFigures) -> None:
    names = [system.name for system in figures.systems]
    assert names == [OURS, "BM25", "dense", "weighted sum", "balanced sum"]


def test_every_question_finds_its_document(figures: RetrievalFigures) -> None:
    assert [ranking.documents[0] for ranking in figures.rankings] == ["ore", "goud", "long"]
    assert figures.systems[0].ndcg == figures.systems[0].mrr == figures.systems[0].recall[5] == 1.0


def test_a_document_in_parts_is_ranked_once(figures: RetrievalFigures) -> None:
    assert all(len(set(ranking.documents)) == len(ranking.documents) for ranking in figures.rankings)


def test_nobody_is_ahead_of_itself(figures: RetrievalFigures) -> None:
    assert figures.systems[0].lead == (0.0, 0.0)
