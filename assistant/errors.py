"""Errors of this package, named for what the caller does next.

AssistantError
├── BadQuestion           tell the person what to change
│   ├── EmptyQuestion
│   └── QuestionTooLong
├── LogUnavailable        answer all the same and write the line later
├── SpoolFull             answer all the same and say in the log that the line is lost
├── BadDatabaseAddress    mend the setting
├── NoSuchAnswer          say that there is none, or none any more
├── ChangedMeanwhile      show what the other person made of it, and let this one decide again
├── NotApprovable         show what has to be mended first
├── SignInRefused         show the sentence of its code
│   ├── WrongPassword
│   ├── LockedOut         wait
│   └── AccountDisabled
├── BadAccount            tell the person what to change
│   ├── BadPassword
│   └── BadName
├── UnknownUser           choose another
├── LinkExpired           ask for a new link
├── NoSuchItem            say that there is none, or none any more
├── NoSuchCluster         say that it is gone: nobody asks it any more, or it was merged
├── NotDivisible          say which questions may be taken out
└── UnreadableGold        mend the file that is to be measured with
"""

from datetime import timedelta


class AssistantError(Exception):
    """Base of everything that goes wrong in this package."""


class BadQuestion(AssistantError):
    """The question cannot be taken; `code` names the sentence in the wording files."""

    code = "bad_question"


class EmptyQuestion(BadQuestion):
    """There is no word in the question."""

    code = "empty_question"

    def __init__(self) -> None:
        super().__init__("the question holds no words")


class QuestionTooLong(BadQuestion):
    """The question is longer than a question can be."""

    code = "question_too_long"

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"the question has {length} characters; at most {longest} are read")
        self.length = length
        self.longest = longest


class LogUnavailable(AssistantError):
    """The database of the question log, conversations and chats does not answer."""


class SpoolFull(AssistantError):
    """A line of the question log cannot wait on disk: the bound is reached, or the disk takes no more."""


class BadDatabaseAddress(AssistantError, ValueError):
    """What should be the address of a database is none; the message says what to change and quotes nothing of it."""


class NoSuchAnswer(AssistantError):
    """There is no approved answer, and no draft of one, by that id."""


class NoSuchItem(AssistantError):
    """There is nothing in the inbox by that id, or nothing of the kind that can be answered."""


class NoSuchCluster(AssistantError):
    """There is no cluster by that id, or it is too small to be shown."""


class NotDivisible(AssistantError):
    """A split would leave nothing behind, take nothing out, or take out what is not in the cluster."""


class ChangedMeanwhile(AssistantError):
    """Somebody else changed what a person was looking at; `by` tells who and `version` what is the newest now."""

    def __init__(self, by: str, version: int) -> None:
        super().__init__(f"{by} changed it to version {version}")
        self.by = by
        self.version = version


class NotApprovable(AssistantError):
    """An answer cannot be put into use; `problems` are keys of the wording files, each once."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(", ".join(problems))
        self.problems = tuple(dict.fromkeys(problems))


class SignInRefused(AssistantError):
    """Nobody is signed in; `code` names the sentence in the wording files."""

    code = "sign_in_refused"


class WrongPassword(SignInRefused):
    """There is no such account, it has no password or another one, or it is disabled: nobody is told which."""

    code = "wrong_password"

    def __init__(self) -> None:
        super().__init__("the name and the password do not belong together")


class LockedOut(SignInRefused):
    """There were too many attempts; `wait` is how long until the next one is looked at."""

    code = "locked_out"

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"no attempt is looked at for {wait.total_seconds():.0f} s")
        self.wait = wait


class AccountDisabled(SignInRefused):
    """Who comes from the provider has an account here that was disabled."""

    code = "account_disabled"

    def __init__(self) -> None:
        super().__init__("the account is disabled")


class BadAccount(AssistantError):
    """What is wanted of an account cannot be; `code` names the sentence in the wording files."""

    def __init__(self, code: str) -> None:
        super().__init__(code.replace("_", " "))
        self.code = code


class BadPassword(BadAccount):
    """A new password is too easy to guess or too long: too_short, too_long, common or holds_name."""


class BadName(BadAccount):
    """A sign-in name is no name or taken (bad_name, name_taken), or the one to show is none (bad_display_name)."""


class UnknownUser(AssistantError):
    """There is no account of this sign-in name, or it is not one with a password of ours."""


class LinkExpired(AssistantError):
    """A link to choose a password is unknown, used or too old."""


class UnreadableGold(AssistantError):
    """A file of questions or documents to measure with cannot be used; the message names file, line and reason."""
