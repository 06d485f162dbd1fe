"""A process that ends a local Neo4j with its users: `python -m waypath.neo4j_keeper FOLDER`.

Each process that starts a server to end with it has one beside it, because nothing else sees to the
server if that process is killed. It sleeps until all users have gone, and loads the rest of Waypath
only then, so that it takes little memory.

Not its job: what is done then, which `waypath.local_neo4j` does also where users end in order.
"""

import fcntl
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Wait until nobody uses the server of the folder, and leave it then as the last one."""
    with (folder / "users").open("r+") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
    from waypath.local_neo4j import LocalNeo4j

    LocalNeo4j(folder).leave()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
