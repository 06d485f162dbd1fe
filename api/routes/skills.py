"""The entries of a map: its skills, topics and areas."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from api.dependencies import Cursor, Limit, Readable, page_of
from api.problems import problem_responses
from api.schemas.common import MAX_NAME
from api.schemas.maps import EntryAnswer, EntryPage, SkillAnswer

router = APIRouter(prefix="/v1/maps/{map_id}/skills", tags=["skills"])


@router.get(
    "",
    response_model=EntryPage,
    responses=problem_responses(
        "unknown_map", "unknown_skill", "ambiguous_name", "store_unavailable"
    ),
)
def list_skills(
    snapshot: Readable,
    q: Annotated[
        str,
        Query(
            max_length=200,
            description="Only what has this in its name or description.",
            examples=["index"],
        ),
    ] = "",
    area: Annotated[
        str | None,
        Query(
            max_length=MAX_NAME,
            description="Only what stands under this area or topic, given by id or name.",
            examples=["Basics"],
        ),
    ] = None,
    kind: Annotated[
        Literal["skill", "topic", "area", "any"], Query(description="Only entries of this kind.")
    ] = "skill",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> dict[str, object]:
    """List skills in map order."""
    entries = [entry for entry in snapshot.skill_map if kind in ("any", entry.kind)]
    if area is not None:
        above = snapshot.names.entry(area)
        inside = {entry.id for entry in snapshot.skill_map.entries_under(above.id)}
        entries = [entry for entry in entries if entry.id in inside and entry is not above]
    if wanted := q.casefold().strip():
        entries = [e for e in entries if wanted in f"{e.name}\n{e.description}".casefold()]
    page, next_cursor = page_of(entries, lambda entry: entry.id, limit, cursor)
    return {
        "revision": snapshot.revision,
        "skills": page,
        "total": len(entries),
        "next_cursor": next_cursor,
    }


@router.get(
    "/{skill:path}",
    response_model=SkillAnswer,
    responses=problem_responses(
        "unknown_map", "unknown_skill", "ambiguous_name", "store_unavailable"
    ),
)
def get_skill(
    snapshot: Readable,
    skill: Annotated[
        str,
        Path(
            max_length=MAX_NAME,
            description="Id or name of a skill, topic or area.",
            examples=["apis/rest"],
        ),
    ],
) -> dict[str, object]:
    """Look at one entry: what it needs, what it unlocks, what it contains."""
    entry = snapshot.names.entry(skill)
    edges = snapshot.prerequisites
    return {
        **EntryAnswer.model_validate(entry).model_dump(),
        "revision": snapshot.revision,
        "prerequisites": [edge for edge in edges if edge.target == entry.id],
        "unlocks": [edge for edge in edges if edge.source == entry.id],
        "skills": snapshot.skill_map.skills_under(entry.id),
    }
