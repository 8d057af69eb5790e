"""What the HTTP side itself refuses: no domain rule is involved."""

from typing import ClassVar

from adapters.http.models.problems import FieldError
from domain.shared.errors import Forbidden, Malformed, NotFound, Unavailable


class InputMalformed(Malformed):
    """The body, a query parameter or a header cannot be read; `errors` say where."""

    code = "input_malformed"

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.errors = [FieldError(field=field, message=message)]


class RequestMalformed(Malformed):
    """Not even HTTP as we know it: request line, headers or chunks."""

    code = "request_malformed"


class IdempotencyKeyMissing(Malformed):
    code = "idempotency_key_missing"


class IdempotencyKeyMalformed(Malformed):
    code = "idempotency_key_malformed"


class RoleNotAllowed(Forbidden):
    """Facts: `roles`, those that may call this route."""

    code = "role_not_allowed"


class RouteUnknown(NotFound):
    code = "route_unknown"


class PathIdMalformed(NotFound):
    """What is no id names nothing: the same answer as for an id that is not there."""

    code = "path_id_malformed"


class AnswerTimedOut(Unavailable):
    """The answer took too long; a write goes on and is answered under its key."""

    code = "answer_timed_out"


class ServerRefusal(Exception):
    """A refusal that has an HTTP status of its own and no kind in the domain."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"


class MethodNotAllowed(ServerRefusal):
    status = 405
    code = "method_not_allowed"

    def __init__(self, allowed: tuple[str, ...]) -> None:
        super().__init__()
        self.allowed = allowed


class RequestTimedOut(ServerRefusal):
    status = 408
    code = "request_timed_out"


class BodyTooLarge(ServerRefusal):
    status = 413
    code = "body_too_large"


class AddressTooLong(ServerRefusal):
    status = 414
    code = "address_too_long"


class ContentTypeUnsupported(ServerRefusal):
    status = 415
    code = "content_type_unsupported"


class ExpectationUnmet(ServerRefusal):
    status = 417
    code = "expectation_unmet"


class UpgradeNeeded(ServerRefusal):
    """The stream speaks WebSocket alone."""

    status = 426
    code = "upgrade_needed"


class InternalError(ServerRefusal):
    """Anything that nobody expected; the trace id leads to the log."""
