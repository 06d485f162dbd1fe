"""Small maps linked to a small knowledge pack."""

from graph.inference.linking import link_skills
from tests.builders import knowledge_pack, skill_map

PACK = knowledge_pack("""
    field: Containers
    about: Containers and what runs them.
    concepts:
      - name: Docker Basics
        aliases: [Docker]
      - name: Docker Volumes
        local: [Volumes]
        around: [Docker]
      - name: Docker Networks
      - name: Kubernetes Basics
        aliases: [Kubernetes, K8s]
      - name: Ways to Run Containers
        aliases: ["Podman, Docker and Kubernetes"]
      - name: Container Images
      - name: Speech Recognition
        aliases: [Speech to Text]
      - name: Speech Synthesis
        aliases: [Text to Speech]
      - name: Model Versioning
        local: [Version Control]
        around: [Model Management]
      - name: Version Control
        aliases: [Version Control Basics]
""")


def linked(markdown, pack=PACK):
    """Return the concepts that each skill is, by the skill's name."""
    found = skill_map(markdown)
    links = link_skills(found, pack)
    return {
        skill.name: [link.concept for link in links.get(skill.id, ())] for skill in found.skills
    }


def certainties(*names):
    """Return how surely each name is its first concept, in a map of these skills."""
    found = skill_map("## A\n" + "\n".join(f"- {name}" for name in names))
    links = link_skills(found, PACK)
    return [links[skill.id][0].certainty for skill in found.skills]
