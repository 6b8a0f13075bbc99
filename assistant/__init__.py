"""From a question to an answer, and the log of both. Knows nothing of channels."""
