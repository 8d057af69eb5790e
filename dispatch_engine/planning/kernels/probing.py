"""What a visit would cost at every place of a plan."""

from dispatch_engine.planning.compiled import entry, hot, kernel
from dispatch_engine.planning.kernels.arrays import NEVER, Data, Longs, State, Undo
from dispatch_engine.planning.kernels.insertion import cost_there, has_room
from dispatch_engine.planning.kernels.pinning import pin
from dispatch_engine.planning.kernels.routes import cut, refresh
from dispatch_engine.planning.kernels.undo import take_back, touch


@entry
def price_places(data: Data, state: State, visit: int, prices: Longs) -> None:
    """Price an unserved visit everywhere."""
    fill_prices(data, state, visit, prices)


@kernel
def fill_prices(data: Data, state: State, visit: int, prices: Longs) -> None:
    """Fill (D, width): how the cost rises when an unserved visit goes behind a stop; `NEVER` if it cannot."""
    for duty in range(data.duties.size):
        has = has_room(data, state, visit, duty)
        for after in range(prices.shape[1]):
            is_place = data.duties[duty]["locked"] <= after <= state.routes[duty]["stops"]
            prices[duty, after] = NEVER
            if has and is_place and not meets_partner(data, state, visit, duty):
                prices[duty, after] = cost_there(data, state, visit, duty, after)


@hot
def meets_partner(data: Data, state: State, visit: int, duty: int) -> bool:
    """Whether the worker does the other half of the visit."""
    partner = data.visits[visit]["partner"]
    if partner < 0 or state.duty_of[partner] < 0:
        return False
    return bool(data.duties[state.duty_of[partner]]["worker"] == data.duties[duty]["worker"])


@entry
def price_elsewhere(data: Data, state: State, undo: Undo, visit: int, prices: Longs) -> None:
    """As `price_places` for a visit that is served: priced as if it were taken out, then put back. The half
    of a visit of two workers keeps its start.

    All `NEVER` when its duty cannot do without it (no triangle inequality).
    """
    duty, position = int(state.duty_of[visit]), int(state.position[visit])
    touch(state, undo, duty)
    partner = data.visits[visit]["partner"]
    cut(data, state, duty, position, 1)
    if partner >= 0:
        pin(data, visit, undo.depart[duty, position] - data.visits[visit]["duration"])
    if refresh(data, state, duty):
        fill_prices(data, state, visit, prices)
    else:
        prices[:, :] = NEVER
    take_back(data, state, undo)
