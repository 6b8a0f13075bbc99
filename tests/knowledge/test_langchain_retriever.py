"""Our index in other people's chains."""

from knowledge.langchain_retriever import PassageRetriever
from knowledge.serving import ServingIndex
from tests.fakes import HashEmbedder, Shelf, a_provision


def test_it_returns_langchain_documents_best_first(shelf: Shelf) -> None:
    ore = a_provision("ore-code/1", "Ask where the ore is from.")
    water = a_provision("ore-code/2", "Keep the water of the mine clean.")
    shelf.generations.publish([ore, water])
    retriever = PassageRetriever(
        serving=ServingIndex(shelf.generations, lambda: None), embedder=HashEmbedder(), count=1
    )

    (found,) = retriever.invoke("is the water of the mine clean")

    assert found.page_content == water.text
    assert found.metadata["reference"] == "ore-code/2"
    assert found.metadata["url"] == "/bron/ore-code/2?lang=en"
