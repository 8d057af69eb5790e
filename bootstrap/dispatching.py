"""Who solves: processes of this machine, or a Ray cluster where an address is set."""

from adapters.dispatch.pool import ProcessPool
from adapters.dispatch.ray_cluster import RaySolvers, is_ray_installed
from adapters.dispatch.solvers import Solvers
from bootstrap.settings import Settings, SettingsError


def solvers_of(settings: Settings) -> Solvers:
    """Raises `SettingsError` when a cluster is named and Ray is not installed."""
    if settings.ray_address is None:
        return ProcessPool(settings.solvers)
    if not is_ray_installed():
        raise SettingsError("CALLOUT_RAY_ADDRESS is set, but the extra `ray` is not installed")
    return RaySolvers(settings.ray_address)


def who_solves(settings: Settings) -> tuple[bool, str]:
    """For `callout doctor`: whether it can be, and who it is."""
    if settings.ray_address is None:
        return True, f"{settings.solvers} processes on this machine (CALLOUT_SOLVERS)"
    is_well = is_ray_installed()
    return is_well, f"Ray at {settings.ray_address}" + ("" if is_well else ", which is not installed")
