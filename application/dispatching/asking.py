"""What a worker is told of why they are asked."""

from domain.shared.texts import Text


def why_you(travel_s: int, rank: int | None, mode: str | None) -> Text:
    """How long the way is, and where they stood among those who could come."""
    minutes = -(-travel_s // 60)
    if mode is not None and mode.endswith("_by_hand"):
        return Text(f"调度员选择了您，路程约 {minutes} 分钟", f"chosen by the dispatcher, {minutes} min away")
    if rank is None:
        return Text(f"路程约 {minutes} 分钟", f"{minutes} min away")
    return Text(
        f"路程约 {minutes} 分钟，综合排名第 {rank}", f"{minutes} min away, number {rank} for this visit"
    )
