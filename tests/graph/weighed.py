"""Maps for the review's tests: inferred prerequisites of any direction, drawn or at random."""

from hypothesis import strategies as st

from graph import CycleError, Decision, Entry, Placement, Prerequisite, SkillMap, Snapshot

NOW = "2027-01-04T09:00:00.000Z"
SKILLS = "abcdefgh"


def weighed_map(edges, decisions=(), skills=SKILLS):
    """Return a map with inferred edges: `{"ab": 0.7}` for a before b; the map states 1.0 itself."""
    entries = (
        Entry(skill, skill.upper(), "skill", (Placement((skill,), line, None),))
        for line, skill in enumerate(skills, start=1)
    )
    inferred = (
        Prerequisite(*pair, sure, "inferred" if sure < 1 else "asserted")
        for pair, sure in sorted(edges.items(), key=lambda edge: edge[0][::-1])
    )
    made = (Decision(*pair, verdict, NOW) for pair, verdict in decisions)
    return Snapshot("m", 1, "", SkillMap("M", tuple(entries)), tuple(inferred), tuple(made))


def orders(snapshot, least):
    """Return every pair of skills of which the one has to be learned before the other."""
    graph = snapshot.graph_at(least)
    return {(skill, later) for skill in graph for later in graph.descendants_of({skill})}


def is_free_of_cycles(snapshot):
    try:
        return snapshot.graph is not None
    except CycleError:
        return False


_pairs = (
    st.tuples(st.sampled_from(SKILLS), st.sampled_from(SKILLS))
    .map("".join)
    .filter(lambda pair: pair[0] != pair[1])
)
_confidences = st.sampled_from([0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
maps = st.builds(
    weighed_map,
    st.dictionaries(_pairs, _confidences, max_size=24),
    st.lists(
        st.tuples(_pairs, st.sampled_from(["accepted", "asserted", "rejected"])),
        max_size=3,
        unique_by=lambda decided: decided[0],
    ),
).filter(is_free_of_cycles)
