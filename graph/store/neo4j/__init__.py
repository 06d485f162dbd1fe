"""The store in Neo4j: maps as a graph that people can look at and ask."""

from graph.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
