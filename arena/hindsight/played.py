"""What a rule made of the day, as a plan: where the search may start, so that it ends no worse."""

from arena.hindsight.plan import Plan, timed_plan
from arena.hindsight.problem import Problem
from arena.records import DayRecord


def played_plan(problem: Problem, record: DayRecord) -> Plan:
    """The visits that the rule served, by the same workers in the same order, less those that do not fit.

    A visit does not fit when the rule came late or kept the worker after the shift, or when travel took less
    time that day than `problem` says.
    """
    positions = {visit.number: position for position, visit in enumerate(problem.visits)}
    numbers = {worker.number: position for position, worker in enumerate(problem.workers)}
    sequences: dict[int, list[int]] = {}
    for hand in record.hands:
        for work in sorted(hand.works, key=lambda each: each.started_s):
            if work.order in positions and work.ended_s > work.started_s:
                _append(problem, sequences, numbers[hand.number], positions[work.order])
    return timed_plan(problem, sequences)


def _append(problem: Problem, sequences: dict[int, list[int]], worker: int, visit: int) -> None:
    """To the first of the worker's stints in which it fits behind what is there, and to no earlier one."""
    mine = [number for number, stint in enumerate(problem.stints) if stint.worker == worker]
    begun = [number for number in mine if number in sequences]
    for number in mine[mine.index(begun[-1]) if begun else 0 :]:
        longer = [*sequences.get(number, ()), visit]
        if not problem.workers[worker].can_do(problem.visits[visit]) or visit in longer[:-1]:
            return
        if _fits(problem, number, longer):
            sequences[number] = longer
            return


def _fits(problem: Problem, number: int, sequence: list[int]) -> bool:
    """Whether the last of the sequence does, those before it being known to."""
    stint, last = problem.stints[number], problem.visits[sequence[-1]]
    start_s = timed_plan(problem, {number: sequence}).routes[0].calls[-1].start_s
    ends_s = start_s + problem.workers[stint.worker].work_s(last)
    return start_s < last.closes_s and ends_s <= stint.end_s
