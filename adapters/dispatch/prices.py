"""What giving a visit to another worker would cost the whole round, by the certificate's prices."""

from collections.abc import Mapping

from adapters.dispatch.encoding import Encoded
from dispatch_engine import Matching, explain
from domain.dispatching.cards import MAX_CANDIDATES
from domain.shared.ids import VisitId, WorkerId


def regrets_of(matching: Matching, encoded: Encoded) -> Mapping[tuple[VisitId, WorkerId], int]:
    """For the cheapest candidates of each visit that was served; empty where nothing is proven."""
    certificate = matching.certificate
    if certificate is None or not certificate.is_optimal:
        return {}
    return {
        (visit.visit_id, encoded.crew[rival.worker].snapshot.worker_id): rival.regret
        for row, visit in enumerate(encoded.visits)
        for rival in explain(matching, row, MAX_CANDIDATES).rivals
        if rival.regret is not None
    }
