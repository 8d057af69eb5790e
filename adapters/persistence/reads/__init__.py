"""Read models: single selects into the views that leave the API."""
