"""Whether the service lives, and whether it can answer."""

from typing import Literal

from fastapi import APIRouter

from api.dependencies import AllSnapshots
from api.problems import problem_responses
from api.schemas.maps import HealthAnswer

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live", response_model=HealthAnswer)
def live() -> dict[str, Literal["live"]]:
    """Say that the process answers requests."""
    return {"status": "live"}


@router.get("/ready", response_model=HealthAnswer, responses=problem_responses("store_unavailable"))
def ready(snapshots: AllSnapshots) -> dict[str, Literal["ready"]]:
    """Say that the store can be read. While it is away, maps in memory are still answered from."""
    snapshots.check()
    return {"status": "ready"}
