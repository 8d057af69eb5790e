"""What a visit would cost at every place of a plan."""

from dispatch_engine.planning.compiled import entry
from dispatch_engine.planning.kernels.arrays import NEVER, Data, Longs, State
from dispatch_engine.planning.kernels.insertion import cost_at, has_room


@entry
def price_places(data: Data, state: State, visit: int, prices: Longs) -> None:
    """Fill (D, width): how the cost rises when an unserved visit goes behind a stop; `NEVER` if it cannot."""
    for duty in range(data.duties.size):
        has = has_room(data, state, visit, duty)
        for after in range(prices.shape[1]):
            is_place = data.duties[duty]["locked"] <= after <= state.routes[duty]["stops"]
            prices[duty, after] = NEVER
            if has and is_place:
                prices[duty, after] = cost_at(data, state, visit, duty, after, NEVER)
