"""Who may come in."""

from bots.telegram.invitations import Invitations


def test_without_codes_everybody_may_come_in() -> None:
    assert not Invitations([]).needed
    assert Invitations([]).admits(None)


def test_a_chat_with_the_digest_of_a_code_may_come_in() -> None:
    invitations = Invitations(["copper-2026", "zinc-2026"])
    digest = invitations.digest("zinc-2026")
    assert digest is not None
    assert "zinc" not in digest
    assert invitations.admits(digest)


def test_another_code_or_none_lets_nobody_in() -> None:
    invitations = Invitations(["copper-2026"])
    assert invitations.digest("copper-2025") is None
    assert not invitations.admits(None)
    assert not invitations.admits("")


def test_a_code_that_was_taken_away_lets_nobody_in_any_more() -> None:
    digest = Invitations(["copper-2026"]).digest("copper-2026")
    assert not Invitations(["zinc-2026"]).admits(digest)
