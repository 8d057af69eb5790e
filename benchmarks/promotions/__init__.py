"""A thousand live promotions on one order, beside an independent evaluator."""
