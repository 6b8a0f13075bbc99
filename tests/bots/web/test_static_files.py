"""Styles and scripts with lasting addresses."""

import re

from fastapi.testclient import TestClient

from bots.web.static_files import FOLDER, StaticFiles


def test_a_file_named_in_a_page_is_kept_for_good(client: TestClient) -> None:
    address = re.search(r'href="(/static/\w+/base.css)"', client.get("/").text)
    assert address is not None
    response = client.get(address[1])
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-type"].startswith("text/css")


def test_an_address_of_another_version_gives_the_file_of_now_without_keeping_it(client: TestClient) -> None:
    response = client.get("/static/000000000000/chat.js")
    assert response.content == (FOLDER / "chat.js").read_bytes()
    assert response.headers["cache-control"] == "no-cache"


def test_only_files_of_the_folder_are_served(client: TestClient) -> None:
    assert client.get("/static/x/..%2Fapp.py").status_code == 404
    assert client.get("/static/x/nothing.js").status_code == 404


def test_modules_import_each_other_from_the_same_version() -> None:
    files = StaticFiles.read().files
    for content in files.values():
        for name in re.findall(rb'from "\./([\w.]+)"', content):
            assert name.decode() in files


def test_the_scripts_stay_small() -> None:
    files = StaticFiles.read().files
    assert sum(content.count(b"\n") for name, content in files.items() if name.endswith(".js")) < 400
