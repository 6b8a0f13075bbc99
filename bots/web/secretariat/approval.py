"""One approved answer: how it will look, what stands in its way, and putting it into use or out of it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from assistant.accounts import Role, User
from assistant.approved_answer import ApprovedAnswer, State, problems_of
from assistant.clusters import Status
from assistant.doubts import doubts_about, looked_at
from assistant.errors import ChangedMeanwhile, NoSuchAnswer, NoSuchCluster, NotApprovable
from assistant.foundations import shifted
from assistant.records import Records
from bots.catalogue import Catalogues
from bots.web.languages import page_language
from bots.web.secretariat.answer_doubts import doubt_lines
from bots.web.secretariat.answer_preview import Previewer
from bots.web.secretariat.differences import differences
from bots.web.secretariat.layout import Layout
from bots.web.secretariat.roles import Approver, Reader
from knowledge.passage_index import PassageIndex

PATH = "/secretariat/approved"
_LONGEST_REASON = 300


class ApprovalPages:
    """Shows an answer to readers; approvers decide on it."""

    def __init__(
        self,
        layout: Layout,
        records: Records,
        index: Callable[[], PassageIndex],
        catalogues: Catalogues,
        previewer: Previewer,
    ) -> None:
        self._layout = layout
        self._records = records
        self._index = index
        self._catalogues = catalogues
        self._previewer = previewer

    @property
    def router(self) -> APIRouter:
        """The routes of the pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PATH + "/{answer_id}", self.show, methods=["GET"])
        router.add_api_route(PATH + "/{answer_id}/versions", self.show_versions, methods=["GET"])
        router.add_api_route(PATH + "/{answer_id}/approve", self.approve, methods=["POST"])
        router.add_api_route(PATH + "/{answer_id}/withdraw", self.withdraw, methods=["POST"])
        return router

    def show(self, request: Request, user: Reader, answer_id: str, done: str = "") -> Response:
        """The newest version of an answer."""
        return self._page(request, user, self._versions(answer_id), done=done)

    def show_versions(self, request: Request, user: Reader, answer_id: str) -> Response:
        """All versions, each with what it changed."""
        versions = self._versions(answer_id)
        earlier = [*versions[1:], None]
        changes = [
            (version, () if before is None else differences(before.draft, version.draft))
            for version, before in zip(versions, earlier, strict=True)
        ]
        return self._layout.page(request, "approved_versions.html", user, answer=versions[0], changes=changes)

    def approve(
        self,
        request: Request,
        user: Approver,
        answer_id: str,
        version: Annotated[int, Form(ge=1)],
        looked: Annotated[str, Form(max_length=_LONGEST_REASON)] = "",
    ) -> Response:
        """Put the version that was looked at into use, at once; `looked` names the doubts that were looked at."""
        versions = self._versions(answer_id)
        if versions[0].version == version and looked != looked_at(doubts_about(versions[0].draft, self._index())):
            return self._page(request, user, versions, status=422, not_looked=True)
        try:
            approved = self._records.approved.approve(answer_id, version, user.name, self._index())
        except NoSuchAnswer:
            raise HTTPException(404) from None
        except ChangedMeanwhile as error:
            return self._page(request, user, self._versions(answer_id), changed_by=error.by)
        except NotApprovable:
            return self._page(request, user, self._versions(answer_id), status=422)
        self._close_group(approved.cluster, user)
        return RedirectResponse(f"{PATH}/{answer_id}?done=approved", status_code=303)

    def withdraw(
        self,
        request: Request,
        user: Approver,
        answer_id: str,
        version: Annotated[int, Form(ge=1)],
        reason: Annotated[str, Form(max_length=_LONGEST_REASON)] = "",
    ) -> Response:
        """Take the answer out of use, with the reason, which the version and the audit trail keep."""
        if not reason.strip():
            return self._page(request, user, self._versions(answer_id), status=422, no_reason=True)
        try:
            self._records.approved.withdraw(answer_id, version, user.name, " ".join(reason.split()))
        except NoSuchAnswer:
            raise HTTPException(404) from None
        except ChangedMeanwhile as error:
            return self._page(request, user, self._versions(answer_id), changed_by=error.by)
        return RedirectResponse(f"{PATH}/{answer_id}?done=withdrawn", status_code=303)

    def _close_group(self, cluster_id: str | None, user: User) -> None:
        """Note that a group has its answer; one that is gone, or changed this moment, stays as it is."""
        cluster = self._records.clusters.get(cluster_id) if cluster_id else None
        if cluster is None or cluster.status is Status.APPROVED:
            return
        with suppress(ChangedMeanwhile, NoSuchCluster):
            self._records.clusters.set_status(cluster.id, Status.APPROVED, cluster.version, user.name)

    def _versions(self, answer_id: str) -> list[ApprovedAnswer]:
        try:
            return self._records.approved.versions(answer_id)
        except NoSuchAnswer:
            raise HTTPException(404) from None

    def _page(
        self,
        request: Request,
        user: User,
        versions: list[ApprovedAnswer],
        *,
        status: int = 200,
        done: str = "",
        changed_by: str = "",
        no_reason: bool = False,
        not_looked: bool = False,
    ) -> Response:
        answer, decided, language = versions[0], _decided(versions), page_language(request)
        in_use = decided if decided is not None and decided.state is State.APPROVED else None
        doubts = doubts_about(answer.draft, self._index())
        moved = () if in_use is None else shifted(self._index(), in_use.rests_on)
        return self._layout.page(
            request,
            "approved_answer.html",
            user,
            status=409 if changed_by else status,
            answer=answer,
            question=answer.text(language).question,
            in_use=in_use,
            withdrawn=decided if in_use is None else None,
            problems=list(dict.fromkeys(problems_of(answer.draft, self._index()))),
            doubts=list(doubt_lines(doubts, language)),
            looked_at=looked_at(doubts),
            moved=self._catalogues.current().places(moved, language),
            previews=self._previewer.previews(answer, str(request.base_url)),
            may_edit=user.role.may(Role.EDITOR),
            may_approve=user.role.may(Role.APPROVER),
            done=done if done in list(State) else "",
            changed_by=changed_by,
            no_reason=no_reason,
            not_looked=not_looked,
            longest_reason=_LONGEST_REASON,
        )


def _decided(versions: list[ApprovedAnswer]) -> ApprovedAnswer | None:
    """The version of the last decision: to use the answer or to withdraw it; None where nobody decided yet."""
    return next((version for version in versions if version.state is not State.DRAFT), None)
