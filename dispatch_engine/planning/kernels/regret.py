"""A first plan: again and again the visit that would lose most by not getting its best duty now."""

from dispatch_engine.planning.compiled import entry, hot
from dispatch_engine.planning.kernels.arrays import NEVER, Data, Longs, Pool, State
from dispatch_engine.planning.kernels.insertion import has_room, put_best, try_duty


@hot
def price_pair(data: Data, state: State, pool: Pool, visit: int, duty: int) -> int:
    """Cost of the cheapest place of one duty, `NEVER` when there is none."""
    pool.best[0], pool.best[1], pool.best[2], pool.best[3] = NEVER, -1, -1, -1
    if data.visits[visit]["partner"] < 0 and has_room(data, state, visit, duty):
        try_duty(data, state, visit, duty, pool.best)
    return pool.best[0]


@hot
def best_two(prices: Longs, offers: Longs, visit: int) -> None:
    """Rescan a visit's prices: `offers` holds its best duty, the best price and the second best."""
    first, second, duty = NEVER, NEVER, -1
    for d in range(prices.shape[1]):
        price = prices[visit, d]
        if price < first:
            first, second, duty = price, first, d
        elif price < second:
            second = price
    offers[visit, 0], offers[visit, 1], offers[visit, 2] = duty, first, second


@entry
def price_some(
    data: Data, state: State, pool: Pool, prices: Longs, offers: Longs, first: int, count: int
) -> None:
    """Price some of the unserved visits at every duty: `count` of them, from slot `first` on."""
    for u in range(first, min(first + count, state.total[0]["unserved"])):
        visit = state.unserved[u]
        for duty in range(data.duties.size):
            prices[visit, duty] = price_pair(data, state, pool, visit, duty)
        best_two(prices, offers, visit)


@hot
def choose(data: Data, state: State, offers: Longs) -> int:
    """The visit to insert: greatest prize, then greatest regret, then least index; -1 when none fits."""
    chosen, prize, regret = -1, 0, 0
    for u in range(state.total[0]["unserved"]):
        visit = state.unserved[u]
        if offers[visit, 1] == NEVER:
            continue
        mine, loss = data.visits[visit]["prize"], offers[visit, 2] - offers[visit, 1]
        ties = chosen >= 0 and mine == prize and loss == regret
        if chosen < 0 or mine > prize or (mine == prize and loss > regret) or (ties and visit < chosen):
            chosen, prize, regret = visit, mine, loss
    return chosen


@entry
def insert_by_regret(data: Data, state: State, pool: Pool, prices: Longs, offers: Longs, most: int) -> bool:
    """Insert at most so many priced visits; False when no more fits. Only the shift that changed is priced
    again."""
    for _ in range(most):
        visit = choose(data, state, offers)
        if visit < 0:
            return False
        duty = offers[visit, 0]
        price_pair(data, state, pool, visit, duty)
        put_best(data, state, visit, pool.best)
        for other in range(data.duties.size):
            if data.duties[other]["shift"] == data.duties[duty]["shift"]:
                price_again(data, state, pool, prices, offers, other)
    return True


@hot
def price_again(data: Data, state: State, pool: Pool, prices: Longs, offers: Longs, duty: int) -> None:
    """Price one duty anew for all that are unserved."""
    for u in range(state.total[0]["unserved"]):
        visit = state.unserved[u]
        before = prices[visit, duty]
        prices[visit, duty] = price_pair(data, state, pool, visit, duty)
        if before <= offers[visit, 2] or prices[visit, duty] < offers[visit, 2]:
            best_two(prices, offers, visit)
