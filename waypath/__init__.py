"""The command `waypath`: the library at the command line."""

__version__ = "0.1.0"
