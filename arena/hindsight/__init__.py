"""The best plan known in hindsight: a played day planned once more as a whole, with everything known.

A plan, not a bound: a heuristic finds it, and another may be better.
"""
