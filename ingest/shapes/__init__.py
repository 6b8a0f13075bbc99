"""One file per way in which sources are built up: paragraphs to provisions."""
