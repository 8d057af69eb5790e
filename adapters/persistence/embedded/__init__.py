"""A private PostgreSQL + PostGIS cluster in the project's data folder.

No port is opened: clients reach it through a socket in a folder of mode 0700, which is also its whole
access control (docs/adr/0010-embedded-cluster.md).
"""
