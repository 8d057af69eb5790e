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

A `Market` is matched by places, and only the pairs that somebody asks for are ever written down: see
`LiveMarket` for ticks and `certify_market` for the proof.

`plan` makes routes over a horizon of a `PlanProblem`, with `validate_plan` and `explain_plan` beside it;
`plan_with_teams` also says who goes with whom.
"""

from dispatch_engine.bundles.answer import Bundle, BundleMatching
from dispatch_engine.bundles.checking import validate_bundles
from dispatch_engine.bundles.explaining import BundleExplanation, BundleRival, explain_bundle
from dispatch_engine.bundles.solving import match_bundles
from dispatch_engine.certificate import Certificate, certify, cost_of
from dispatch_engine.errors import ProblemError
from dispatch_engine.explanation import Explanation, Outcome, Rival, explain
from dispatch_engine.formats.kovacs import read_kovacs
from dispatch_engine.formats.pillac import read_pillac
from dispatch_engine.formats.vrptw import read_prize_collecting, read_solomon
from dispatch_engine.greedy import cheapest_first, cheapest_pair, nearest_first
from dispatch_engine.insertion import PairTable
from dispatch_engine.limits import Limits
from dispatch_engine.market.answer import MarketMatching
from dispatch_engine.market.certificate import certify_market
from dispatch_engine.market.changes import MarketChange
from dispatch_engine.market.generation import (
    ample_market,
    clustered_market,
    identical_market,
    lattice_market,
    scarce_market,
    town_market,
)
from dispatch_engine.market.greedy import cheapest_pair_first, nearest_worker_first
from dispatch_engine.market.live import LiveMarket
from dispatch_engine.market.problem import Market, metres
from dispatch_engine.matching import Layout, Matching, greedy, lay_out, match
from dispatch_engine.narrowing import narrowed
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
from dispatch_engine.planning.standing import KEPT, NO_DEPOT
from dispatch_engine.planning.supplies import DEPOT, Supplies
from dispatch_engine.roads import RoadOracle
from dispatch_engine.slots import Slots
from dispatch_engine.status import Status
from dispatch_engine.teams.answer import TeamPlan, joined
from dispatch_engine.teams.checking import TeamBreach, TeamViolation, validate_teams
from dispatch_engine.teams.problem import TeamProblem, qualifications
from dispatch_engine.teams.solving import plan_with_teams
from dispatch_engine.timelines import NO_CAP, Spans, Stops, TimelineProblem, Visits, Weights
from dispatch_engine.travel import PlanarTravel, TableTravel, Travel
from dispatch_engine.urgent import LiveMatch, UrgentDecision
from dispatch_engine.validation import Breach, Violation, validate
from dispatch_engine.verdicts import Verdict
from dispatch_engine.warming import KernelCache, kernel_caches, warm_up

__all__ = [
    "DEPOT",
    "KEPT",
    "NOWHERE",
    "NO_CAP",
    "NO_DEPOT",
    "Admission",
    "Assignment",
    "Bounds",
    "Breach",
    "Breaks",
    "Bundle",
    "BundleExplanation",
    "BundleMatching",
    "BundleRival",
    "Certificate",
    "Committed",
    "Crew",
    "Duties",
    "Explanation",
    "Insertion",
    "KernelCache",
    "Layout",
    "Limits",
    "LiveMarket",
    "LiveMatch",
    "Market",
    "MarketChange",
    "MarketMatching",
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
    "RoadOracle",
    "Rule",
    "RunnerUp",
    "Shifts",
    "Slots",
    "Spans",
    "Status",
    "Stops",
    "Supplies",
    "TableTravel",
    "TeamBreach",
    "TeamPlan",
    "TeamProblem",
    "TeamViolation",
    "TimelineProblem",
    "Travel",
    "UrgentDecision",
    "Verdict",
    "Violation",
    "Visits",
    "Weights",
    "admitted",
    "after_drop_out",
    "ample_market",
    "bounds_of",
    "certify",
    "certify_market",
    "cheapest_first",
    "cheapest_pair",
    "cheapest_pair_first",
    "clustered_market",
    "cost_of",
    "explain",
    "explain_bundle",
    "explain_plan",
    "greedy",
    "identical_market",
    "insertion_at",
    "joined",
    "kernel_caches",
    "lattice_market",
    "lay_out",
    "match",
    "match_bundles",
    "metres",
    "moves",
    "narrowed",
    "nearest_first",
    "nearest_worker_first",
    "plan",
    "plan_of",
    "plan_with_teams",
    "qualifications",
    "read_kovacs",
    "read_pillac",
    "read_prize_collecting",
    "read_solomon",
    "relaxed",
    "replan",
    "route_day",
    "scarce_market",
    "town_market",
    "validate",
    "validate_bundles",
    "validate_plan",
    "validate_teams",
    "warm_up",
]
