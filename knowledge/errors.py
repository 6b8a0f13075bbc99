"""Errors of this package, named for what the caller does next.

KnowledgeError
├── InvalidReference      tell the person what a reference looks like
├── EmbedderUnavailable   stop the start and show the message: it says what to install
├── IndexDamaged          serve without it and rebuild
└── IndexMissing          build one
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
