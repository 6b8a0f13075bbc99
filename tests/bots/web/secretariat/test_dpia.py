"""The description for a data protection impact assessment."""

from collections.abc import Callable

from fastapi.testclient import TestClient

from assistant.accounts import Role

BrowserOf = Callable[[Role], TestClient]
PATH = "/secretariat/dpia"


def test_an_operator_reads_it_and_takes_it_along(browser_of: BrowserOf) -> None:
    operator = browser_of(Role.OPERATOR)
    assert "Open punten voor de verwerkingsverantwoordelijke" in operator.get(PATH).text
    document = operator.get(f"{PATH}.md", params={"lang": "en"})
    assert document.headers["content-disposition"] == 'attachment; filename="ketenwijzer-dpia.en.md"'
    assert document.text.startswith("# Data protection impact assessment")


def test_nobody_of_the_secretariat_needs_it(browser_of: BrowserOf) -> None:
    assert browser_of(Role.APPROVER).get(PATH).status_code == 403
