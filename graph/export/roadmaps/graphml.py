"""Plan -> GraphML: the steps with all prerequisites between them, for Gephi, yEd and programs."""

from typing import Any

from graph.export.graphml import graphml_of, skill_attributes
from graph.export.roadmaps.plan import Plan
from graph.roadmap.plan import Step


def write_graphml(plan: Plan) -> str:
    """Return the steps in order, with what the map and the roadmap say about each."""
    about = {
        "map": plan.snapshot.map_id,
        "title": f"Roadmap: {plan.title}",
        "goals": plan.goals,
        "effort_hours": plan.roadmap.effort_hours,
        "starts": plan.roadmap.starts,
        "ends": plan.roadmap.ends,
    }
    skills = {
        step.id: skill_attributes(plan.entry(step)) | _attributes(number, step, plan)
        for number, step in enumerate(plan.steps, start=1)
    }
    return graphml_of(about, skills, plan.prerequisites)


def _attributes(number: int, step: Step, plan: Plan) -> dict[str, Any]:
    return {
        "step": number,
        "stage": step.stage,
        "effort_hours": step.effort_hours,
        "starts": step.starts,
        "ends": step.ends,
        "goal": step.id in plan.wanted,
        "critical": step.is_critical,
    }
