"""Official texts are downloaded whole, from public addresses, or not at all."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest

from ingest.errors import OriginalNotFetched
from ingest.fetching import PUBLIC, FetchRules, fetch, is_public
from knowledge.language import Language

PDF = b"%PDF-1.7 a text of our own %%EOF"
Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(status: int = 200, body: bytes = PDF, **headers: str) -> Answer:
    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {"content_type": "application/pdf", "content_length": str(len(body))} | headers
        for name, value in given.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return give


@contextmanager
def serving(*answers: Answer, certificate: Path | None = None) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server on this machine that gives the answers in turn; its port, and the headers of what it was asked."""
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
            answers[min(len(asked), len(answers)) - 1](self)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"{'https' if certificate else 'http'}://localhost:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def rules(waits: list[float]) -> FetchRules:
    """As in production, but for a server on this machine."""
    return FetchRules(frozenset({"http"}), lambda address: address.is_loopback, wait=waits.append)


def refusal(address: str, rules: FetchRules) -> str:
    with pytest.raises(OriginalNotFetched) as caught:
        fetch(address, Language.EN, rules)
    for language in Language:
        assert address in caught.value.say(language)
    return caught.value.key.removeprefix("fetch.")


def test_a_text_is_downloaded_in_the_language_that_is_wanted(rules: FetchRules) -> None:
    told: list[tuple[int, int]] = []
    with serving(answer()) as (server, asked):
        found = fetch(f"{server}/texts/Principles.pdf", Language.NL, rules, lambda *done: told.append(done))
    assert (found.name, found.address, found.data) == ("Principles.pdf", f"{server}/texts/Principles.pdf", PDF)
    assert asked[0]["accept-language"].startswith("nl")
    assert asked[0]["host"] == server.removeprefix("http://")
    assert told[-1] == (len(PDF), len(PDF))


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/eli/reg/2017/821", "text/html; charset=utf-8", "821.html"),
        ("/text.htm", "text/html", "text.htm"),
        ("/download?id=3", "application/pdf", "download.pdf"),
        ("/", "application/xhtml+xml", "localhost.xhtml"),
        ("/text.docx", "application/octet-stream", "text.docx"),
    ],
)
def test_the_name_ends_as_the_kind_of_content_does(rules: FetchRules, path: str, kind: str, name: str) -> None:
    with serving(answer(content_type=kind)) as (server, _):
        assert fetch(server + path, None, rules).name == name


def test_only_https_is_fetched() -> None:
    assert refusal("http://example.org/text.pdf", PUBLIC) == "not_https"
    assert refusal("file:///etc/passwd", PUBLIC) == "not_https"


@pytest.mark.parametrize("address", ["https://", "https://name:secret@example.org/", "https://[::1", "https://a\x00b/"])
def test_what_is_no_address_is_said(address: str) -> None:
    assert refusal(address, PUBLIC) == "bad_address"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.8", "169.254.169.254", "[::1]", "[fe80::1]"])
def test_an_address_inside_the_network_is_not_asked(host: str) -> None:
    assert refusal(f"https://{host}/text.pdf", PUBLIC) == "private_address"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses_are_told_from_private_ones(address: str, expected: bool) -> None:
    assert is_public(ip_address(address)) is expected


def test_a_redirect_is_followed_to_where_it_leads(rules: FetchRules) -> None:
    with serving(answer(302, b"", location="/new/text.pdf"), answer()) as (server, asked):
        found = fetch(f"{server}/old", None, rules)
    assert [request["path"] for request in asked] == ["/old", "/new/text.pdf"]
    assert (found.name, found.address) == ("text.pdf", f"{server}/old")


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("http://10.0.0.8/text.pdf", "private_address"),
        ("ftp://localhost/text.pdf", "not_https"),
        ("/again", "redirects"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(rules: FetchRules, target: str, key: str) -> None:
    with serving(answer(301, b"", location=target)) as (server, _):
        assert refusal(f"{server}/text.pdf", rules) == key


def test_a_server_that_asks_to_come_back_is_asked_again_when_it_says(rules: FetchRules, waits: list[float]) -> None:
    with serving(answer(429, b"", retry_after="7"), answer(503, b""), answer()) as (server, _):
        assert fetch(f"{server}/text.pdf", None, rules).data == PDF
    assert waits == [7.0, 4.0]


def test_a_server_that_keeps_asking_is_left_alone(rules: FetchRules, waits: list[float]) -> None:
    with serving(answer(503, b"")) as (server, asked):
        assert refusal(f"{server}/text.pdf", rules) == "later"
    assert (len(asked), len(waits)) == (3, 2)


def test_a_wait_that_is_too_long_is_told_and_not_waited(rules: FetchRules, waits: list[float]) -> None:
    with serving(answer(429, b"", retry_after="Wed, 21 Oct 2099 07:28:00 GMT")) as (server, _):
        assert refusal(f"{server}/text.pdf", rules) == "later"
    assert waits == []


@pytest.mark.parametrize("status", [202, 403, 404, 500])
def test_an_answer_without_a_text_is_refused(rules: FetchRules, status: int) -> None:
    with serving(answer(status)) as (server, _):
        assert refusal(f"{server}/text.pdf", rules) == "status"


def test_another_kind_of_content_is_refused(rules: FetchRules) -> None:
    with serving(answer(content_type="image/png")) as (server, _):
        assert refusal(f"{server}/text.pdf", rules) == "kind"


def test_a_text_that_says_it_is_too_large_is_not_downloaded(rules: FetchRules) -> None:
    with serving(answer()) as (server, _):
        assert refusal(f"{server}/text.pdf", replace(rules, most_bytes=10)) == "too_large"


def test_a_text_that_turns_out_too_large_is_dropped(rules: FetchRules) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/pdf")
        handler.end_headers()
        handler.wfile.write(b"x" * 5000)

    with serving(endless) as (server, _):
        assert refusal(f"{server}/text.pdf", replace(rules, most_bytes=1000)) == "too_large"


def test_a_download_that_breaks_off_keeps_nothing(rules: FetchRules) -> None:
    with serving(answer(content_length="1000")) as (server, _):
        assert refusal(f"{server}/text.pdf", rules) == "unreachable"


def test_a_download_that_takes_too_long_is_dropped(rules: FetchRules) -> None:
    with serving(answer()) as (server, _):
        assert refusal(f"{server}/text.pdf", replace(rules, seconds=0.0)) == "too_slow"


def test_a_host_that_cannot_be_found_is_said_to_be_no_network() -> None:
    assert refusal("https://no-such-host.invalid/text.pdf", PUBLIC) == "no_network"


def test_a_port_where_nobody_listens_is_unreachable(rules: FetchRules) -> None:
    assert refusal("http://localhost:9/text.pdf", rules) == "unreachable"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed, so there is no certificate to serve with")
    file = tmp_path / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(file), "-out", str(tmp_path / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    return file


def test_the_certificate_is_that_of_the_host_not_of_its_address(rules: FetchRules, certificate: Path) -> None:
    trusting = replace(rules, schemes=frozenset({"https"}), trust=ssl.create_default_context(cafile=certificate))
    with serving(answer(), certificate=certificate) as (server, _):
        assert fetch(f"{server}/text.pdf", None, trusting).data == PDF
        assert refusal(f"{server.replace('localhost', '127.0.0.1')}/text.pdf", trusting) == "unreachable"
        assert refusal(f"{server}/text.pdf", replace(trusting, trust=True)) == "unreachable"
