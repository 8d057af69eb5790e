"""Say in plain words what this machine lacks."""

import argparse

from bootstrap.diagnosis import examine
from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    faults = 0
    for finding in examine(settings):
        mark = "ok  " if finding.is_well else "LACK" if finding.is_needed else "note"
        print(f"  {mark}  {finding.subject:<12} {finding.says}")
        if not finding.is_well:
            print(f"        {'':<12} {finding.advice}")
            faults += finding.is_needed
    print("\nNothing is lacking." if not faults else f"\n{faults} lacking: see above.")
    return 1 if faults else 0
