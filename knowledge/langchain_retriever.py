"""Our index as a LangChain retriever, so that others can use it in their chains."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from knowledge.embedding import Embedder
from knowledge.labels import label, reader_url
from knowledge.language import detect_language
from knowledge.retrieval import Hit, Query, search
from knowledge.serving import ServingIndex


class PassageRetriever(BaseRetriever):
    """Finds the provisions for a question in Dutch or English, best first.

    The metadata holds `reference`, `label`, `language`, `text_kind`, `edition`, `url` and `score`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    serving: ServingIndex
    embedder: Embedder
    count: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        index = self.serving.current()
        sources = index.names.mentions(query).sources
        vector = self.embedder.embed_question(query)
        looked_for = Query(query, query, detect_language(query).language, vector, sources)
        return [_document(hit) for hit in search(index, looked_for, self.count)]


def _document(hit: Hit) -> LangChainDocument:
    passage = hit.passages[0]
    return LangChainDocument(
        id=passage.digest,
        page_content=passage.text,
        metadata={
            "reference": str(hit.reference),
            "label": label(passage.document, passage.reference, passage.heading),
            "language": passage.language.value,
            "text_kind": passage.text_kind.value,
            "edition": passage.document.edition,
            "url": reader_url(passage.reference, passage.language),
            "score": hit.score,
        },
    )
