"""`ketenwijzer ingest diff`, with approved answers in the database."""

from assistant.approved import ApprovedAnswers
from assistant.database import open_database
from bots.settings import Settings
from bots.wiring import approved_passages, build_knowledge
from tests.assistant.approvals import a_draft
from tests.bots.terminal.ore_law import Desk


def approve(desk: Desk) -> str:
    """An answer that rests on article 1 as it is served; its reference."""
    settings = Settings(data=desk.data, library=desk.folder / "library")
    knowledge = build_knowledge(settings)
    answers = ApprovedAnswers(open_database(settings.log_address))
    first = answers.add(a_draft(places=["ore-code/art-1"]), "ed")
    approved = answers.approve(first.id, 1, "ann", knowledge.generations.open_exact())
    knowledge.store.close()
    assert {passage.reference for passage in approved_passages(settings)} == {approved.reference}
    return str(approved.reference)


def test_a_change_names_the_approved_answers_that_rest_on_the_place(desk: Desk) -> None:
    desk.run("publish")
    approved = approve(desk)
    assert approved not in desk.run("diff").stdout
    for file in (desk.folder / "library").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Buyers ask from 5 March", "Buyers ask from 6 March"), encoding="utf-8")
    assert approved in desk.run("diff").stdout
