"""Settings that every test runs under, and the Neo4j servers that some use."""

from hypothesis import settings

from tests.chromium import browser
from tests.neo4j_servers import neo4j_5, neo4j_2026, pytest_xdist_make_scheduler

__all__ = ["browser", "neo4j_5", "neo4j_2026", "pytest_xdist_make_scheduler"]

# The same examples on every run, and no deadline: a slow machine is not a defect.
settings.register_profile("waypath", deadline=None, derandomize=True)
settings.load_profile("waypath")


def pytest_addoption(parser):
    parser.addoption(
        "--renew-pictures", action="store_true", help="write the pictures of docs/img/page/ anew"
    )
