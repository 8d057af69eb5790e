"""What a rule made of the day, as a plan: where the search may start, so that it ends no worse."""

from arena.hindsight.plan import Plan, timed_plan
from arena.hindsight.problem import Problem
from arena.records import DayRecord

Sequences = dict[int, list[int]]


def played_plan(problem: Problem, record: DayRecord) -> Plan:
    """The visits that the rule served, by the same workers in the same order, less those that do not fit.

    A visit does not fit when the rule came late or kept the worker after the shift, or when travel took less
    time that day than `problem` says.
    """
    positions = {visit.number: position for position, visit in enumerate(problem.visits)}
    sequences: Sequences = {}
    for hand in record.hands:
        for work in sorted(hand.works, key=lambda each: each.started_s):
            if work.order in positions and work.ended_s > work.started_s:
                open_to = _stints_from(problem, hand.number, work.started_s)
                _append(problem, sequences, open_to, positions[work.order])
    return timed_plan(problem, sequences)


def _stints_from(problem: Problem, worker: int, moment_s: int) -> list[int]:
    """Those of the worker with that number which are not over by then."""
    return [
        number
        for number, stint in enumerate(problem.stints)
        if problem.workers[stint.worker].number == worker and stint.end_s > moment_s
    ]


def _append(problem: Problem, sequences: Sequences, open_to: list[int], visit: int) -> None:
    """To the first of the stints `open_to` it in which it fits behind what is there, and only once."""
    if any(visit in sequence for sequence in sequences.values()):
        return
    begun = [at for at, number in enumerate(open_to) if number in sequences]
    for number in open_to[begun[-1] if begun else 0 :]:
        longer = [*sequences.get(number, ()), visit]
        if _fits(problem, number, longer):
            sequences[number] = longer
            return


def _fits(problem: Problem, number: int, sequence: list[int]) -> bool:
    """Whether the last of the sequence does, those before it being known to."""
    stint, last = problem.stints[number], problem.visits[sequence[-1]]
    worker = problem.workers[stint.worker]
    start_s = timed_plan(problem, {number: sequence}).routes[0].calls[-1].start_s
    ends_s = start_s + worker.work_s(last)
    return worker.can_do(last) and start_s < last.closes_s and ends_s <= stint.end_s
