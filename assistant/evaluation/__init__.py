"""Measures answers and retrieval on questions of which the right answer is known."""
