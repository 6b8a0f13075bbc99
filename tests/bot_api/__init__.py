"""A Bot API server on this machine that answers, refuses and counts as api.telegram.org does."""
