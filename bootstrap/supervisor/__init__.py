"""The process that owns all others: starts them in order, brings them back, ends them in reverse order.

Why it is ours: docs/adr/0011-supervisor.md.
"""
