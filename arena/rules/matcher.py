"""The product's batch matcher: an exact assignment over insertion costs, one new visit a worker and round."""

from dataclasses import dataclass
from uuid import UUID

from adapters.dispatch.decoding import Decoder, RefusedByCheck
from adapters.dispatch.encoding import encode
from dispatch_engine import lay_out, match, validate
from domain.dispatching.matching import MatchQuestion
from domain.dispatching.rule import Ask, Choice, Scene
from domain.shared.ids import RegionId

NOWHERE = RegionId(UUID(int=0))


@dataclass(frozen=True, slots=True)
class BatchMatcher:
    def choose(self, scene: Scene) -> Choice:
        context = scene.context
        question = MatchQuestion(NOWHERE, context.now, scene.visits, scene.workers, context.policy)
        encoded = encode(question, context.travel)
        layout = lay_out(encoded.problem)
        found = match(layout, seed=0)
        if validate(encoded.problem, found):
            raise RefusedByCheck("the engine's own check")
        choices = Decoder(encoded, layout).choices(found.worker_of)
        return Choice(asks=tuple(Ask(visit_id, one.worker_id) for visit_id, one in choices.items()))
