"""What a route about a learner may ask for: the learner, the map of the question, both revisions.

A learner is read from the store for every request, since nobody but that person asks for it. The
entity tag of an answer is the learner's revision, `"3"`; where the map has a part in the answer,
its revision follows: `"3.7"`.
"""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response

from api.dependencies import AllSnapshots, NotModifiedError, SeenRevision, newest_revision
from api.problems import ProblemError
from graph import MAX_LEARNER_ID, Learner, Snapshot

LearnerId = Annotated[
    str,
    Path(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._~\-]*$",
        max_length=MAX_LEARNER_ID,
        description="Id of a learner, chosen when it is made. Whoever knows it can read and change "
        "all that is kept, so where others reach the service, take a random one.",
        examples=["ana"],
    ),
]


def asked_learner(learner_id: LearnerId, snapshots: AllSnapshots) -> Learner:
    """Return the learner of the request."""
    return snapshots.store.learner(learner_id)


Asked = Annotated[Learner, Depends(asked_learner)]


def asked_map(
    snapshots: AllSnapshots,
    map_id: Annotated[
        str,
        Query(
            alias="map",
            min_length=1,
            max_length=80,
            description="A map's id, or `default` for the oldest map.",
            examples=["default"],
        ),
    ] = "default",
    seen: SeenRevision = None,
) -> Snapshot:
    """Return the map that the request is about."""
    return snapshots.load(map_id, newest_revision(seen))


AskedMap = Annotated[Snapshot, Depends(asked_map)]


def tag_of(learner: Learner, snapshot: Snapshot | None = None) -> str:
    """Return the entity tag of an answer about a learner, and about a map if that has a part."""
    return (
        f'"{learner.revision}"'
        if snapshot is None
        else (f'"{learner.revision}.{snapshot.revision}"')
    )


def tagged(request: Request, response: Response, tag: str) -> None:
    """Put its tag on an answer, unless the client has it already: then the answer is 304."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    seen = _tags(request.headers.get("If-None-Match", ""))
    if {"*", tag} & seen:
        raise NotModifiedError(tag)


def require_learner_match(
    learner: Learner, if_match: str | None, snapshot: Snapshot | None = None
) -> None:
    """Check that a change was made against the learner as it is, and the map if it names that too.

    Raises:
        ProblemError: It names no revision, or another one.
    """
    tag = tag_of(learner)
    if if_match is None:
        raise ProblemError(
            "revision_required",
            f"Send If-Match with the ETag of the learner, which is {tag} now, so that no change is "
            "overwritten unseen.",
            revision=learner.revision,
        )
    fitting = {"*", tag} | ({tag_of(learner, snapshot)} if snapshot else set())
    if not fitting & _tags(if_match):
        raise ProblemError(
            "stale_learner",
            f"The change was made against {if_match}, but the learner is at {tag} now. Load it "
            "again and repeat.",
            actual=learner.revision,
        )


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
