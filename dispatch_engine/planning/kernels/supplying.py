"""Tools and parts: what a duty has at a place, and where its stop at the depot costs least."""

from dispatch_engine.planning.compiled import hot, kernel
from dispatch_engine.planning.kernels.arrays import FINISH, NEVER, TRAVEL, WORK, Data, Longs, State
from dispatch_engine.planning.kernels.routes import cut, refresh, shift_cost, shift_in
from dispatch_engine.planning.kernels.walking import cost_of, ends_well, walk_trial


@hot
def lacks(data: Data, state: State, visit: int, duty: int, after: int) -> bool:
    """Whether a duty has not what a visit needs behind stop `after`."""
    wants, depot = data.visits[visit], state.routes[duty]["depot"]
    if wants["needs"] == 0 or 0 < depot <= after:
        return False
    if wants["tools"] & ~data.duties[duty]["tools"]:
        return True
    for part in range(data.parts.shape[1]):
        if state.used[duty, part] + data.parts[visit, part] > data.stock[duty, part]:
            return True
    return False


@kernel
def try_by_depot(data: Data, state: State, visit: int, duty: int, after: int, best: Longs) -> None:
    """Where a visit lacks something, try a place together with a stop at the depot before it; another stop
    there falls away."""
    if data.duties[duty]["depot"] < 0 or state.depart[duty, after] > data.visits[visit]["closes"]:
        return
    if not lacks(data, state, visit, duty, after):
        return
    for behind in range(data.duties[duty]["locked"], after + 1):
        if least_price(data, state, duty, (visit, after, behind)) >= best[0]:
            continue
        stops = compose(data, state, duty, (visit, after, behind))
        cost = trial_cost(data, state, duty, stops)
        if cost < best[0]:
            best[0], best[1], best[2], best[3] = cost, duty, after, behind


@hot
def least_price(data: Data, state: State, duty: int, new: tuple[int, int, int]) -> int:
    """By how much travel, work and the pair alone raise the cost with a visit behind stop `after` and the
    depot behind stop `behind`, which is not after that; another stop there falls away."""
    visit, after, behind = new
    legs, row, depot = data.travel[data.duties[duty]["mode"]], state.rows[duty], data.duties[duty]["depot"]
    route, was = state.routes[duty], state.routes[duty]["depot"]
    work, extra = data.visits[visit]["duration"], 0
    if was:
        extra = legs[row[was - 1], row[was + 1]] - legs[row[was - 1], depot] - legs[depot, row[was + 1]]
    else:
        work += data.visits[depot]["duration"]
    onward = row[after + 1 + (was == after + 1)]
    extra += legs[visit, onward]
    if behind == after:
        extra += legs[row[after], depot] + legs[depot, visit]
    else:
        extra += legs[row[after], visit] + legs[row[behind], depot] + legs[depot, row[behind + 1]]
        extra -= legs[row[behind], row[behind + 1]]
    extra -= legs[row[after], onward] if route["stops"] else 0
    away = route["booked"] + work + extra - route["away"]
    return data.pair_cost[visit, duty] + data.price[0]["travel"] * extra + data.price[0]["away"] * away


@kernel
def compose(data: Data, state: State, duty: int, new: tuple[int, int, int]) -> int:
    """Write the row of a duty to `trial` with a visit behind stop `after` and the depot behind stop `behind`;
    -1 for none of them. Answers how many stops that makes.

    A stop at the depot that the row has already is left out, which must not be before `after` or `behind`.
    """
    visit, after, behind = new
    row, stops, size = state.rows[duty], state.routes[duty]["stops"], 0
    state.trial[0] = row[0]
    for k in range(stops + 1):
        if k and k != state.routes[duty]["depot"]:
            size += 1
            state.trial[size] = row[k]
        if k == behind:
            size += 1
            state.trial[size] = data.duties[duty]["depot"]
        if k == after:
            size += 1
            state.trial[size] = visit
    state.trial[size + 1] = row[stops + 1]
    return size


@kernel
def trial_cost(data: Data, state: State, duty: int, stops: int) -> int:
    """By how much the cost rises when a duty drives the trial row instead; `NEVER` when it cannot in time."""
    figures = state.trial_figures
    if not walk_trial(data, state, duty, stops):
        return NEVER
    booked, route = figures[WORK] + figures[TRAVEL], state.routes[duty]
    if not ends_well(data, state, duty, figures[FINISH], booked):
        return NEVER
    shift = data.duties[duty]["shift"]
    tally = state.tallies[shift]
    visits = tally["visits"] - (route["stops"] - (route["depot"] > 0))
    for k in range(1, stops + 1):
        visits += data.visits[state.trial[k]]["counts"]
    whole = shift_cost(data, shift, visits, tally["booked"] - route["booked"] + booked)
    return cost_of(data, duty, figures) - route["cost"] + whole - tally["cost"]


@kernel
def settle_depot(data: Data, state: State, duty: int) -> bool:
    """Put a duty's stop at the depot where it costs least, or leave it out where it is not needed.

    True when something changed.
    """
    now = state.routes[duty]["depot"]
    if now <= data.duties[duty]["locked"]:
        return False
    last = last_before_lack(data, state, duty)
    best, where = 0, now
    if last < 0 and trial_cost(data, state, duty, compose(data, state, duty, (-1, -1, -1))) < NEVER:
        move_depot(data, state, duty, -1)
        return True
    for behind in range(data.duties[duty]["locked"], (now - 1 if last < 0 else last) + 1):
        if behind in (now - 1, now) or least_of_moving(data, state, duty, behind) >= best:
            continue
        cost = trial_cost(data, state, duty, compose(data, state, duty, (-1, -1, behind)))
        if cost < best:
            best, where = cost, behind
    if where == now:
        return False
    move_depot(data, state, duty, where)
    return True


@hot
def least_of_moving(data: Data, state: State, duty: int, behind: int) -> int:
    """By how much travel alone raises the cost with the stop at the depot behind another stop instead;
    -`NEVER`, which says nothing, where waiting or overtime cost something too."""
    price, route, row = data.price[0], state.routes[duty], state.rows[duty]
    if price["waiting"] or price["overtime"]:
        return -NEVER
    legs, now = data.travel[data.duties[duty]["mode"]], route["depot"]
    depot = row[now]
    extra = legs[row[now - 1], row[now + 1]] - legs[row[now - 1], depot] - legs[depot, row[now + 1]]
    extra += legs[row[behind], depot] + legs[depot, row[behind + 1]] - legs[row[behind], row[behind + 1]]
    return price["travel"] * extra + price["away"] * (route["booked"] + extra - route["away"])


@kernel
def last_before_lack(data: Data, state: State, duty: int) -> int:
    """The last stop behind which the depot may come, as what is needed before it must be at hand; -1 if the
    row needs no depot at all."""
    used, depot = state.trial_used, state.routes[duty]["depot"]
    used[:] = 0
    for k in range(1, state.routes[duty]["stops"] + 1):
        visit = state.rows[duty, k]
        if k == depot or data.visits[visit]["needs"] == 0:
            continue
        is_short = (data.visits[visit]["tools"] & ~data.duties[duty]["tools"]) != 0
        for part in range(used.size):
            used[part] += data.parts[visit, part]
            is_short = is_short or used[part] > data.stock[duty, part]
        if is_short:
            return k - 1
    return -1


@kernel
def move_depot(data: Data, state: State, duty: int, behind: int) -> None:
    """Take the depot out of a row, and put it in again behind a stop of the row as it was; -1 for nowhere."""
    depot = state.routes[duty]["depot"]
    if depot:
        cut(data, state, duty, depot, 1)
        behind -= behind > depot
    if behind >= 0:
        shift_in(data, state, data.duties[duty]["depot"], duty, behind)
    refresh(data, state, duty)
