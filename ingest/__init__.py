"""Getting texts in: originals (library Markdown, PDF) to passages, checked and with their place kept."""
