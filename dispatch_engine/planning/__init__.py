"""Planning: routes over a horizon, checked and explained. The public names stand in `dispatch_engine`."""
