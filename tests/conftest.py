"""Settings that every test runs under."""

from hypothesis import settings

# The same examples on every run, and no deadline: a slow machine is not a defect.
settings.register_profile("waypath", deadline=None, derandomize=True)
settings.load_profile("waypath")
