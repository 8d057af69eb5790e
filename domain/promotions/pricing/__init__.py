"""One evaluation for quote, order, refund and preview."""
