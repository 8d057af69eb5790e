"""Subcommands of `callout`, one file each; see bootstrap/cli.py."""
