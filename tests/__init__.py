"""The guide's tests: `python -m tests` runs them all."""
