"""A real browser before a served app: what the journeys in Chromium share."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_CHECKS = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")


def free_port() -> socket.socket:
    """A port for an app that has to know its own address beforehand."""
    return socket.create_server(("127.0.0.1", 0))


@contextmanager
def served(app: FastAPI, port: socket.socket | None = None) -> Iterator[str]:
    """The address at which an app is served meanwhile, on a port of its own or one that was taken before."""
    listener = port or free_port()
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        yield browser
        browser.close()


def watched(context: BrowserContext, address: str, faults: list[str]) -> Page:
    """A page of which all complaints, and requests that leave for another host, are noted as faults."""
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: None if sent.url.startswith(address) else faults.append(sent.url))
    return page


def barriers(page: Page) -> list[str]:
    """What keeps people out: names that are missing, text that is faint, targets that are small, headings that jump."""
    page.wait_for_load_state()  # a form may just have led to another page
    found: list[str] = page.evaluate(_CHECKS)
    return found
