"""An operator adds people on the terminal, and they sign in at a service that runs; settings reach both."""

import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.benchmarks.processes import serving
from tests.bots.web.secretariat.people import PASSWORD
from tests.journeys.terminal import ketenwijzer
from tests.oidc_provider.provider import CLIENT_ID, SECRET, Provider
from tests.oidc_provider.provider import serving as serving_provider

TYPED = f"{PASSWORD}\n{PASSWORD}\n".encode()


def test_who_was_added_signs_in_and_somebody_else_does_so_at_the_provider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ketenwijzer(tmp_path, "users", "add", "op", "--role", "operator", given=TYPED).status == 0
    with serving_provider(Provider()) as provider:
        for name, value in {
            "OIDC_ISSUER": provider.issuer,
            "OIDC_CLIENT_ID": CLIENT_ID,
            "OIDC_CLIENT_SECRET": SECRET,
            "OIDC_ROLES": "groups: imvo-approvers=approver",
            "PUBLIC_URL": "http://127.0.0.1",
        }.items():
            monkeypatch.setenv(f"KETENWIJZER_{name}", value)
        with serving(tmp_path) as served:
            with httpx.Client(base_url=served.address, follow_redirects=True) as browser:
                page = browser.post("/secretariat/sign-in", data={"name": "op", "password": PASSWORD})
                assert page.url.path == "/secretariat/users"
            with httpx.Client(base_url=served.address) as browser:
                away = browser.get("/secretariat/sign-in/provider").headers["location"]
                found = re.search(r'href="http://127\.0\.0\.1(/[^"]+)"', httpx.get(away).text)
                assert found
                browser.get(unescape(found.group(1)))
                assert "Anna de Vries" in browser.get("/secretariat/account").text
            assert ketenwijzer(tmp_path, "users", "disable", "oidc:a.devries").status == 0
    listed = ketenwijzer(tmp_path, "users", "list").out.splitlines()
    assert [line.split("  ")[:4] for line in listed] == [
        ["oidc:a.devries", "Anna de Vries", "Approver", "disabled"],
        ["op", "op", "Operator", "active"],
    ]
