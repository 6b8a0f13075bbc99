"""Errors of this package, named for what the caller does next.

KnowledgeError
├── InvalidReference      tell the person what a reference looks like
├── EmbedderUnavailable   stop the start and show the message: it says what to install
├── IndexDamaged          serve without it and rebuild
├── IndexMissing          build one
├── NothingToRestore      say that no earlier generation is kept
├── DataFolderBusy        say so and do nothing: somebody else is writing
└── StorageFull           say so: what was there before is whole
"""


class KnowledgeError(Exception):
    """Base of everything that goes wrong in this package."""


class InvalidReference(KnowledgeError, ValueError):
    """The text is not of the form `source/locator`."""


class EmbedderUnavailable(KnowledgeError):
    """The configured embedder cannot be loaded; the message says what to install or set."""


class IndexDamaged(KnowledgeError):
    """The stored index cannot be trusted; passages and vectors in SQL are still whole."""


class IndexMissing(KnowledgeError):
    """No index has been published in this data folder yet."""


class NothingToRestore(KnowledgeError):
    """No generation from before the one that is served is kept."""


class DataFolderBusy(KnowledgeError):
    """Another process is changing what this data folder serves."""


class StorageFull(KnowledgeError):
    """The disk has no room left; what was served before is served on."""
