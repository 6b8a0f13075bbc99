"""Log lines of the terminal's commands."""

import logging
import sys

import pytest

from bots.terminal.console import hide_in_logs, setup_logs


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> logging.Handler:
    """The handler that the commands log with."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    setup_logs()
    return logging.getLogger().handlers[0]


def failure(message: str) -> logging.LogRecord:
    try:
        raise ValueError(message)
    except ValueError:
        return logging.LogRecord("ore", logging.ERROR, __file__, 1, "a question failed", None, sys.exc_info())


def test_a_trace_tells_where_it_broke_and_no_personal_data(handler: logging.Handler) -> None:
    line = handler.format(failure("cannot read: mail jan@example.org"))

    assert "a question failed" in line
    assert "raise ValueError(message)" in line
    assert "ValueError: cannot read: mail [email]" in line


def test_a_trace_holds_neither_a_secret_nor_personal_data(handler: logging.Handler) -> None:
    hide_in_logs("sesame")

    line = handler.format(failure("sesame of jan@example.org"))

    assert "ValueError: *** of [email]" in line
