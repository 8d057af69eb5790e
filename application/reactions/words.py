"""What people are told of an event: one line of title and one of text, in both languages."""

from collections.abc import Mapping
from typing import Final

from domain.orders import events as e
from domain.shared.texts import Text

Words = tuple[Text, Text]

TO_HOMEOWNER: Final[Mapping[type[e.OrderEvent], Words]] = {
    e.OrderSubmitted: (
        Text("订单已提交", "We have your order"),
        Text("正在审核，结果会通知您。", "It is being reviewed; you will hear from us."),
    ),
    e.OrderApproved: (
        Text("订单已通过审核", "Your order is approved"),
        Text("正在为您安排师傅。", "We are finding a worker for you."),
    ),
    e.InfoRequested: (
        Text("需要补充信息", "We need to know more"),
        Text("请回答审核员的问题：{question}", "Please answer our question: {question}"),
    ),
    e.OrderRejected: (
        Text("订单未通过审核", "We cannot take your order"),
        Text("原因：{reason}", "Reason: {reason}"),
    ),
    e.OrderLapsed: (
        Text("订单已取消", "Your order was cancelled"),
        Text("我们没有收到您的回答。", "We did not hear from you."),
    ),
    e.OrderAccepted: (
        Text("师傅已接单", "A worker has accepted"),
        Text("打开订单查看师傅和预计到达时间。", "Open the order to see who comes, and when."),
    ),
    e.OrderGrabbed: (
        Text("师傅已接单", "A worker has accepted"),
        Text("打开订单查看师傅和预计到达时间。", "Open the order to see who comes, and when."),
    ),
    e.OrderAssigned: (
        Text("已为您安排师傅", "A worker is assigned"),
        Text("打开订单查看师傅和预计到达时间。", "Open the order to see who comes, and when."),
    ),
    e.WorkerDropped: (
        Text("正在更换师傅", "We are finding another worker"),
        Text("原师傅无法前来，我们正在重新安排。", "The worker cannot come; we are arranging another."),
    ),
    e.OrderReassigned: (
        Text("正在更换师傅", "We are finding another worker"),
        Text("我们正在重新安排师傅。", "We are arranging another worker."),
    ),
    e.WorkerMissed: (
        Text("正在更换师傅", "We are finding another worker"),
        Text("师傅未按时出发，我们正在重新安排。", "The worker did not set out; we are arranging another."),
    ),
    e.WorkerDeparted: (
        Text("师傅已出发", "The worker is on the way"),
        Text("打开订单查看预计到达时间。", "Open the order to see the time of arrival."),
    ),
    e.WorkerArrived: (Text("师傅已到达", "The worker is at your door"), Text("请开门。", "Please open.")),
    e.ServiceStarted: (
        Text("服务已开始", "Work has begun"),
        Text("完成后请您确认。", "You will be asked to confirm when it is done."),
    ),
    e.ServiceCompleted: (
        Text("服务已完成，请确认", "Work is done: please confirm"),
        Text("逾期未确认将自动确认。", "Without an answer it confirms itself in time."),
    ),
    e.OrderCompleted: (
        Text("订单已完成", "Your order is complete"),
        Text("评价一下，可得积分。", "Leave a review and earn points."),
    ),
    e.OrderCancelled: (
        Text("订单已取消", "Your order was cancelled"),
        Text("原因：{reason}", "Reason: {reason}"),
    ),
    e.OrderForceClosed: (
        Text("订单已关闭", "Your order was closed"),
        Text("原因：{reason}", "Reason: {reason}"),
    ),
    e.OrderUnserved: (
        Text("抱歉，未能安排师傅", "We are sorry: nobody could come"),
        Text("不产生费用。原因：{reason}", "Nothing is charged. Reason: {reason}"),
    ),
}

TO_WORKERS: Final[Mapping[type[e.OrderEvent], Words]] = {
    e.OrderOffered: (
        Text("新派单", "A visit is offered to you"),
        Text("请在倒计时结束前接单。", "Please answer before the time is over."),
    ),
    e.OrderAssigned: (
        Text("已指派给您", "A visit is assigned to you"),
        Text("打开任务查看地址和时间。", "Open the job to see where and when."),
    ),
    e.OfferWithdrawn: (
        Text("派单已撤回", "The offer was withdrawn"),
        Text("该订单不再需要您处理。", "There is nothing more for you to do."),
    ),
    e.OrderReassigned: (
        Text("任务已改派", "The visit was given to another"),
        Text("原因：{reason}", "Reason: {reason}"),
    ),
    e.OrderLate: (
        Text("任务进度落后", "Your visit is behind its time"),
        Text("请尽快前往或更新进度，有困难请联系调度员。", "Move on, or call the dispatcher if you cannot."),
    ),
    e.WorkerMissed: (
        Text("任务已收回", "The visit was taken back"),
        Text("您未按时出发。", "You did not set out in time."),
    ),
    e.OrderCancelled: (
        Text("订单已取消", "The order was cancelled"),
        Text("原因：{reason}", "Reason: {reason}"),
    ),
    e.OrderForceClosed: (
        Text("订单已关闭", "The order was closed"),
        Text("原因：{reason}", "Reason: {reason}"),
    ),
    e.NotDoneReported: (
        Text("业主反馈未完成", "The homeowner says it is not done"),
        Text("原因：{reason}", "Reason: {reason}"),
    ),
    e.OrderCompleted: (
        Text("业主已确认完成", "The homeowner confirmed"),
        Text("辛苦了。", "Well done."),
    ),
}

TO_DESK: Final[Mapping[type[e.OrderEvent], Text]] = {
    e.ReviewEscalated: Text("审核超时，请处理", "The review is overdue"),
    e.OrderLate: Text("订单已延误", "The order is late"),
    e.WorkerMissed: Text("师傅未按时出发", "The worker did not set out"),
    e.WorkerDropped: Text("师傅放弃了任务", "The worker gave the visit back"),
    e.NotDoneReported: Text("业主反馈未完成", "The homeowner says it is not done"),
    e.OrderUnserved: Text("未能安排师傅，订单已关闭", "Nobody could be found: the order is closed"),
    e.HallOpened: Text("订单进入抢单大厅", "The order hangs in the hall"),
}

LOW_SCORE: Final = Text("评分很低，请回访", "A low score: please call back")
