"""What the Makefile calls: set-up, front-end builds, the test run, the trial in an empty root.

Standard library only, since it starts before anything is installed.
"""
