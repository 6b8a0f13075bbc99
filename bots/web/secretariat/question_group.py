"""One group of frequent questions: what is asked, who deals with it, and putting right what belongs together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from assistant.accounts import Role, User
from assistant.approved_answer import ApprovedAnswer
from assistant.clusters import Cluster, ClusterFilters, Status
from assistant.errors import ChangedMeanwhile, NoSuchCluster, NotDivisible
from assistant.records import Records
from bots.web.secretariat.forms import Posted
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.questions import PATH
from bots.web.secretariat.roles import Editor, Reader
from bots.web.secretariat.same_words import distinct, words_of
from knowledge.language import Language

_LONGEST_NOTES = 4000
_LONGEST_TEXT = 200


class Action(StrEnum):
    """What can be done to a group."""

    STATUS = "status"
    TAKE = "take"
    RELEASE = "release"
    NOTE = "note"
    RENAME = "rename"
    KEEP = "keep"
    SPLIT = "split"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was posted: what to do to the version that the person looked at, and with what."""

    action: Action
    cluster: str
    version: int
    status: Status
    notes: str
    label: Mapping[Language, str]
    questions: tuple[str, ...]
    others: Mapping[str, int]


def _wanted(cluster_id: str, posted: FormData) -> _Wanted:
    """What was posted; raises HTTPException 422 for what no button of ours posts."""
    try:
        return _Wanted(
            action=Action(str(posted.get("action"))),
            cluster=cluster_id,
            version=int(str(posted.get("version"))),
            status=Status(str(posted.get("status", Status.NEW))),
            notes=str(posted.get("notes", ""))[:_LONGEST_NOTES].strip(),
            label={language: " ".join(str(posted.get(language.value, "")).split()) for language in Language},
            questions=tuple(map(str, posted.getlist("question"))),
            others=dict(_versioned(str(other)) for other in posted.getlist("with_group")),
        )
    except ValueError:
        raise HTTPException(422) from None


def _versioned(posted: str) -> tuple[str, int]:
    """A group and the version that was looked at, from `<id>:<version>`."""
    name, _, version = posted.rpartition(":")
    return name, int(version)


class GroupPage:
    """Shows a group to readers; editors work on it."""

    def __init__(self, layout: Layout, records: Records) -> None:
        self._layout = layout
        self._records = records

    @property
    def router(self) -> APIRouter:
        """The routes of the page."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH + "/{cluster_id}", self.show, methods=["GET"])
        router.add_api_route(PATH + "/{cluster_id}", self.change, methods=["POST"])
        return router

    def show(self, request: Request, user: Reader, cluster_id: str, done: str = "", other: str = "") -> Response:
        """The group; `other` are words of a group to merge it with."""
        return self._page(request, user, cluster_id, done=done, other=other)

    def change(self, request: Request, user: Editor, cluster_id: str, posted: Posted) -> Response:
        """Do something to the version that was looked at; where somebody else was first, show theirs."""
        wanted = _wanted(cluster_id, posted)
        try:
            shown = self._do(wanted, user)
        except ChangedMeanwhile as error:
            return self._page(request, user, cluster_id, changed_by=error.by)
        except NotDivisible:
            return self._page(request, user, cluster_id, problem="split_none")
        except NoSuchCluster:
            return self._gone(request, user)
        return RedirectResponse(f"{PATH}/{shown}?done={wanted.action}", status_code=303)

    def _do(self, wanted: _Wanted, user: User) -> str:
        """Carry it out; returns the group to show next."""
        clusters, target, version, by = self._records.clusters, wanted.cluster, wanted.version, user.name
        shown = target
        match wanted.action:
            case Action.SPLIT:
                shown = clusters.split(target, self._with_same_words(wanted), version, by)
            case Action.MERGE:
                shown = clusters.merge({target: version, **wanted.others}, by)
            case Action.STATUS:
                clusters.set_status(target, wanted.status, version, by)
            case Action.NOTE:
                clusters.note(target, wanted.notes, version, by)
            case Action.RENAME:
                clusters.rename(target, wanted.label, version, by)
            case Action.KEEP:
                clusters.keep_examples(target, wanted.questions, version, by)
            case Action.TAKE | Action.RELEASE:
                clusters.assign(target, by if wanted.action is Action.TAKE else None, version, by)
        return shown

    def _with_same_words(self, wanted: _Wanted) -> list[str]:
        """The ticked questions and all that were put in the same words, which the page shows once."""
        questions = self._records.clusters.questions(wanted.cluster)
        ticked = {words_of(each.text) for each in questions if each.answer_id in wanted.questions}
        return [each.answer_id for each in questions if words_of(each.text) in ticked]

    def _page(
        self,
        request: Request,
        user: User,
        cluster_id: str,
        *,
        done: str = "",
        other: str = "",
        changed_by: str = "",
        problem: str = "",
    ) -> Response:
        cluster = self._records.clusters.get(cluster_id)
        if cluster is None:
            return self._gone(request, user)
        return self._layout.page(
            request,
            "question_group.html",
            user,
            status=409 if changed_by else 422 if problem else 200,
            cluster=cluster,
            questions=distinct(self._records.clusters.questions(cluster_id)),
            others=self._others(cluster, other),
            other=other,
            answers=self._answers(cluster_id),
            statuses=list(Status),
            done=done if done in list(Action) else "",
            changed_by=changed_by,
            problem=problem,
            may_edit=user.role.may(Role.EDITOR),
        )

    def _gone(self, request: Request, user: User) -> Response:
        return self._layout.page(request, "group_gone.html", user, status=404)

    def _others(self, cluster: Cluster, words: str) -> list[Cluster]:
        """Groups to merge with, of either queue: those that hold some words, else those asked most."""
        found = self._records.clusters.page(ClusterFilters(text=" ".join(words[:_LONGEST_TEXT].split())))
        return [other for other in found.clusters if other.id != cluster.id]

    def _answers(self, cluster_id: str) -> list[ApprovedAnswer]:
        return [answer for answer in self._records.approved.newest() if answer.cluster == cluster_id]
