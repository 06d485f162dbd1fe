"""Tests: `graph/`, `api/` and `waypath/` mirrored file by file."""
