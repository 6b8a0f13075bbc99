"""Errors of this package, named for what the caller does next.

AssistantError
├── BadQuestion           tell the person what to change
│   ├── EmptyQuestion
│   └── QuestionTooLong
├── LogUnavailable        answer all the same and write the line later
├── SpoolFull             answer all the same and say in the log that the line is lost
├── BadDatabaseAddress    mend the setting
├── NoSuchCluster         say that it is gone: nobody asks it any more, or it was merged
├── NotDivisible          say which questions may be taken out
├── ChangedMeanwhile      show what the other person made of it, and let this one decide again
└── UnreadableGold        mend the file that is to be measured with
"""


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


class UnreadableGold(AssistantError):
    """A file of questions or documents to measure with cannot be used; the message names file, line and reason."""
