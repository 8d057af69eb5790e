"""What each route does: take the call apart, put one handler under its key, give its answer back.

No rule lives here. Endpoints are plain functions of the services and the call.
"""
