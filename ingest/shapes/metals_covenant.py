"""How the Metals covenant of 2019 is built up, in Dutch and in English."""

from ingest.shapes.chapters import Chapters

METALS_COVENANT = Chapters(chapters=9, annexes=4, named={"parties": "parties", "partijen": "parties"})
