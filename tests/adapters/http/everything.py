"""All services as fakes that keep what they are told and answer with examples of what they promise."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, get_type_hints

from adapters.http.services import Frame, Services
from application.ports.maps import Basemap
from tests.adapters.http.examples import example
from tests.adapters.http.small import Notebook, small_services


@dataclass
class Told:
    """The commands and queries in the order in which they came."""

    calls: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FakeHandler:
    """Keeps the command; commits its answer in its unit of work, if it was given one."""

    name: str
    answer: Any
    told: Told
    new_uow: Callable[[], Any] | None = None

    async def __call__(self, *command: Any) -> Any:
        self.told.calls.append((self.name, command))
        if self.new_uow is not None:
            async with self.new_uow() as uow:
                await uow.commit(self.answer)
        return self.answer


class FakeQueries:
    """Any method of a query port: keeps the question, answers with an example of its return type."""

    def __init__(self, port: type[Any], told: Told) -> None:
        self._port = port
        self._told = told

    def __getattr__(self, name: str) -> Any:
        answer = example(get_type_hints(getattr(self._port, name))["return"])
        return FakeHandler(f"{self._port.__name__}.{name}", answer, self._told)


class FakeBasemaps:
    def of(self, region_id: object) -> Basemap:
        return Basemap(gzip.compress(b'{"type":"FeatureCollection","features":[]}'), '"tag"')


def _fake(name: str, kind: Any, told: Told) -> Any:
    if not is_dataclass(kind):
        return FakeBasemaps() if kind.__name__ == "Basemaps" else FakeQueries(kind, told)
    answer = get_type_hints(vars(kind)["__call__"])["return"]
    return FakeHandler(name, None if answer is type(None) else example(answer), told)


def everything() -> tuple[Services, Told, Notebook]:
    """Services without anything behind them, what they are told, and the answers kept by key."""
    told, small = Told(), small_services()
    groups: dict[str, Any] = {"frame": small.frame}
    hints = get_type_hints(Services)
    for group in fields(Services):
        if hints[group.name] is not Frame:
            made = hints[group.name]
            parts = get_type_hints(made)
            groups[group.name] = made(**{name: _fake(name, kind, told) for name, kind in parts.items()})
    return Services(**groups), told, small.notebook
