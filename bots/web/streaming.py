"""An answer as server-sent events: a word at once, keep-alives while it is made, then its parts."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi.responses import StreamingResponse

KEEP_ALIVE_SECONDS = 15.0
_KEEP_ALIVE = b": keep-alive\n\n"
_HEADERS = {"cache-control": "no-cache", "x-accel-buffering": "no"}

log = logging.getLogger(__name__)


def event(name: str, data: object) -> bytes:
    """One event; JSON holds no line breaks, so the data is one line whatever the text holds."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def answer_events(record: Mapping[str, Any], html: str | None) -> bytes:
    """All events of an answer that is there: its parts, its place in the page where asked for, the whole."""
    events = [event("status", {"state": "writing"})]
    events += [event("citation", citation) for citation in record["citations"]]
    events += [event("sentence", sentence) for sentence in record["sentences"]]
    events += [event("next_step", step) for step in record["next_steps"]]
    if html is not None:
        events.append(event("html", {"html": html}))
    return b"".join([*events, event("done", record)])


def stream(make: Callable[[], bytes], failed: bytes, limiter: CapacityLimiter) -> StreamingResponse:
    """A response that says `searching` before `make` begins in a thread, and sends what it makes.

    Whatever `make` raises is logged and ends in the event `failed`.
    """
    return StreamingResponse(_events(make, failed, limiter), media_type="text/event-stream", headers=_HEADERS)


async def _events(make: Callable[[], bytes], failed: bytes, limiter: CapacityLimiter) -> AsyncIterator[bytes]:
    yield event("status", {"state": "searching"})
    # A reader who leaves does not stop the thread: its answer is logged like any other.
    making = asyncio.ensure_future(to_thread.run_sync(make, limiter=limiter, abandon_on_cancel=True))
    try:
        while not (await asyncio.wait({making}, timeout=KEEP_ALIVE_SECONDS))[0]:
            yield _KEEP_ALIVE
        yield making.result()
    except Exception:
        log.exception("an answer could not be streamed")
        yield failed
    finally:
        making.cancel()
