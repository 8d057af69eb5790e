"""Dispatch over arrays: who takes which visit now, exactly, and who visits whom in which order.

A problem is immutable and checked when it is made (`PairProblem`, `TimelineProblem`); `match` solves it
within `Limits`; `validate` plays the answer through without trusting the solver; `certify` proves it
optimal from dual prices; `explain` says why. Everything is whole numbers, and the same seed gives the
same answer. Nothing of the rest of the product is imported here.

>>> from dispatch_engine import generation, match, validate
>>> problem = generation.day(visits=40, workers=30, seed=1)
>>> answer = match(problem, seed=1)
>>> answer.gap, validate(problem, answer)
(0, ())

`plan` makes routes over a horizon of a `PlanProblem`, with `validate_plan` and `explain_plan` beside it.
"""

from dispatch_engine.certificate import Certificate, certify, cost_of
from dispatch_engine.errors import ProblemError
from dispatch_engine.explanation import Explanation, Outcome, Rival, explain
from dispatch_engine.greedy import cheapest_first, cheapest_pair, nearest_first
from dispatch_engine.insertion import PairTable
from dispatch_engine.limits import Limits
from dispatch_engine.matching import Layout, Matching, Status, greedy, lay_out, match
from dispatch_engine.pairs import PairProblem
from dispatch_engine.planning.admitting import Admission, admitted
from dispatch_engine.planning.bounds import Bounds, bounds_of
from dispatch_engine.planning.breaches import PlanBreach, PlanViolation
from dispatch_engine.planning.explaining import Assignment, PlanExplanation, RunnerUp, explain_plan
from dispatch_engine.planning.generation import route_day
from dispatch_engine.planning.judging import validate_plan
from dispatch_engine.planning.marginal import Insertion, insertion_at
from dispatch_engine.planning.parts import (
    NOWHERE,
    Breaks,
    Committed,
    Crew,
    Duties,
    PlanVisits,
    PlanWeights,
    Shifts,
)
from dispatch_engine.planning.planner import Plan, plan, plan_of
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.relaxing import Relaxation, Rule, relaxed
from dispatch_engine.planning.replanning import after_drop_out, moves, replan
from dispatch_engine.planning.supplies import DEPOT, Supplies
from dispatch_engine.planning.warm_up import kernel_cache, warm_up
from dispatch_engine.slots import Slots
from dispatch_engine.timelines import NO_CAP, Spans, Stops, TimelineProblem, Visits, Weights
from dispatch_engine.travel import PlanarTravel, TableTravel, Travel
from dispatch_engine.validation import Breach, Violation, validate
from dispatch_engine.verdicts import Verdict

__all__ = [
    "DEPOT",
    "NOWHERE",
    "NO_CAP",
    "Admission",
    "Assignment",
    "Bounds",
    "Breach",
    "Breaks",
    "Certificate",
    "Committed",
    "Crew",
    "Duties",
    "Explanation",
    "Insertion",
    "Layout",
    "Limits",
    "Matching",
    "Outcome",
    "PairProblem",
    "PairTable",
    "Plan",
    "PlanBreach",
    "PlanExplanation",
    "PlanProblem",
    "PlanViolation",
    "PlanVisits",
    "PlanWeights",
    "PlanarTravel",
    "ProblemError",
    "Relaxation",
    "Rival",
    "Rule",
    "RunnerUp",
    "Shifts",
    "Slots",
    "Spans",
    "Status",
    "Stops",
    "Supplies",
    "TableTravel",
    "TimelineProblem",
    "Travel",
    "Verdict",
    "Violation",
    "Visits",
    "Weights",
    "admitted",
    "after_drop_out",
    "bounds_of",
    "certify",
    "cheapest_first",
    "cheapest_pair",
    "cost_of",
    "explain",
    "explain_plan",
    "greedy",
    "insertion_at",
    "kernel_cache",
    "lay_out",
    "match",
    "moves",
    "nearest_first",
    "plan",
    "plan_of",
    "relaxed",
    "replan",
    "route_day",
    "validate",
    "validate_plan",
    "warm_up",
]
