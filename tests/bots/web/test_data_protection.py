"""The page on data protection."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from bots.data_protection.facts import STANDARD
from tests.bots.web.small_site import Site, an_app


@pytest.mark.parametrize(("language", "words"), [("nl", "12 dagen"), ("en", "12 days")])
def test_it_tells_what_is_set(site: Site, language: str, words: str) -> None:
    client = TestClient(an_app(site, facts=replace(STANDARD, retention_days=12)))
    page = client.get("/data-protection", params={"lang": language}).text
    assert words in page
    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1


def test_the_privacy_page_leads_there(client: TestClient) -> None:
    assert 'href="/data-protection"' in client.get("/privacy").text
