"""Vector search in a Chroma directory that is written once and only read afterwards. The only door to chromadb."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Self, cast

import chromadb
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings
from chromadb.errors import ChromaError

from knowledge.embedding import Matrix, Vector
from knowledge.errors import IndexDamaged
from knowledge.language import Language
from knowledge.vector_index import Neighbour, Row

_BATCH = 1000
_CONFIGURATION = CreateCollectionConfiguration(hnsw={"space": "cosine", "ef_search": 200})


class ChromaIndex:
    """One collection a language in a directory of its own.

    Chroma loses vectors to writes while others read, so a directory is filled once, checked, closed and never written
    again; a change makes a new one.
    """

    def __init__(self, client: Client, folder: Path) -> None:
        self._client = client
        self._collections = {}
        try:
            for language in Language:
                self._collections[language] = client.get_collection(_name(language), embedding_function=None)
            self._sizes = {language: collection.count() for language, collection in self._collections.items()}
        except (ChromaError, ValueError) as error:
            raise IndexDamaged(f"the vector index in {folder.name} cannot be opened: {error}") from error

    @classmethod
    def build(cls, folder: Path, rows: Sequence[Row], vectors: Matrix) -> None:
        """Write the directory and close it; row i has vector i."""
        client = _open_client(folder)
        try:
            for language in Language:
                chosen = [number for number, row in enumerate(rows) if row.language is language]
                collection = client.create_collection(
                    _name(language), configuration=_CONFIGURATION, embedding_function=None
                )
                for start in range(0, len(chosen), _BATCH):
                    batch = chosen[start : start + _BATCH]
                    collection.add(ids=[_id(rows[number]) for number in batch], embeddings=vectors[batch])
        finally:
            client.close()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a finished directory; raises IndexDamaged."""
        if not folder.is_dir():
            raise IndexDamaged(f"the vector index {folder.name} is not there")
        try:
            return cls(_open_client(folder), folder)
        except Exception as error:
            # Chroma's Rust core reports damage with bare exceptions of many kinds.
            raise IndexDamaged(f"the vector index in {folder.name} cannot be opened: {error}") from error

    def count(self) -> int:
        """The number of rows."""
        return sum(self._sizes.values())

    def nearest(self, language: Language, vector: Vector, count: int) -> list[Neighbour]:
        """The nearest rows of a language, best first; raises IndexDamaged."""
        wanted = min(count, self._sizes[language])
        if wanted == 0:
            return []
        try:
            found = self._collections[language].query(
                query_embeddings=vector[None, :], n_results=wanted, include=["distances"]
            )
        except Exception as error:
            raise IndexDamaged(f"the vector index cannot be searched: {error}") from error
        distances = (found["distances"] or [[]])[0]
        return [
            Neighbour(_position(name), 1 - distance) for name, distance in zip(found["ids"][0], distances, strict=True)
        ]

    def close(self) -> None:
        """Let go of the files; the index cannot be used afterwards."""
        self._client.close()


def _open_client(folder: Path) -> Client:
    client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    return cast(Client, client)


def _name(language: Language) -> str:
    return f"passages-{language}"


def _id(row: Row) -> str:
    return f"{row.passage}:{row.view}"


def _position(name: str) -> int:
    return int(re.split(":", name, maxsplit=1)[0])
