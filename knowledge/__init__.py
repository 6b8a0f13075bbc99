"""What the assistant knows: documents, passages, references, the library, embedding, index and retrieval.

Knows nothing of questions, answers or channels.
"""
