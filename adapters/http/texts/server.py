"""What the HTTP side and the unit of work say about the request itself."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "input_malformed": entry(
        "填写的内容有误",
        "Something in it is not right",
        "errors 里列出了有问题的字段。",
        "`errors` names the field and what was expected.",
    ),
    "cursor_malformed": entry(
        "翻页位置无效",
        "This cursor is not one of ours",
        "请从第一页重新开始。",
        "Pass `next_cursor` back as it came, with the same filters, or start without one.",
    ),
    "request_malformed": entry(
        "请求无法识别",
        "This is not a request we can read",
        "请更新客户端后重试。",
        "Update the client and try again.",
    ),
    "idempotency_key_missing": entry(
        "请求不完整",
        "The request was incomplete",
        "写操作需要 Idempotency-Key 请求头。",
        "Send a header Idempotency-Key: new for each intention, the same for each retry.",
    ),
    "idempotency_key_malformed": entry(
        "请求标识格式不对",
        "The idempotency key cannot be used",
        "Idempotency-Key 应为 1 到 200 个可见 ASCII 字符。",
        "Idempotency-Key takes 1 to 200 visible ASCII characters.",
    ),
    "idempotency_key_reused": entry(
        "内容已改动，请再提交一次",
        "This key was used for something else",
        "同一个 Idempotency-Key 不能用于不同的内容，请换一个新的。",
        "Make a new Idempotency-Key for a new intention.",
    ),
    "twin_in_flight": entry(
        "正在处理中",
        "The same request is still running",
        "请稍等片刻，再用同一个标识重试。",
        "Wait for Retry-After, then send it again under the same key.",
    ),
    "store_unavailable": entry(
        "服务繁忙，请稍后再试",
        "We cannot reach our records",
        "请稍后用同一个标识重试，不会重复执行。",
        "Send it again under the same key: it will not be done twice.",
    ),
    "no_carrier_for_codes": entry(
        "暂时无法发送验证码",
        "Codes cannot be sent here",
        "本系统尚未接入短信服务，请联系管理员。",
        "This installation has no carrier for codes yet: ask whoever runs it.",
    ),
    "answer_timed_out": entry(
        "处理超时",
        "The answer took too long",
        "请用同一个标识重试以取得结果。",
        "Send it again under the same key to get the answer.",
    ),
    "role_not_allowed": entry(
        "没有权限",
        "Not with this role",
        "请换用有权限的账号。",
        "`roles` names who may: sign in as one of them.",
        "roles",
    ),
    "route_unknown": entry(
        "没有这个地址",
        "There is no such address",
        "请检查网址。",
        "Look it up at /docs.",
    ),
    "path_id_malformed": entry(
        "没有找到",
        "Not found",
        "网址里的编号不对。",
        "Ids are UUIDs with hyphens; this one names nothing.",
    ),
    "method_not_allowed": entry(
        "不支持这种操作",
        "Not with this method",
        "请查看 Allow 响应头。",
        "The header Allow says which methods there are.",
    ),
    "request_timed_out": entry(
        "请求发送太慢",
        "The request came too slowly",
        "请检查网络后重试。",
        "Check the network and send it again.",
    ),
    "body_too_large": entry(
        "内容太大",
        "Too many bytes",
        "JSON 不超过 256 KiB，照片不超过 12 MiB。",
        "At most 256 KiB of JSON, or 12 MiB for a photo.",
    ),
    "address_too_long": entry(
        "网址太长",
        "The address is too long",
        "请缩短网址。",
        "Shorten it.",
    ),
    "content_type_unsupported": entry(
        "不支持这种格式",
        "Not in this format",
        "请按接口文档设置 Content-Type。",
        "Send application/json, or image/* for a photo.",
    ),
    "expectation_unmet": entry(
        "无法满足的要求",
        "The expectation cannot be met",
        "请去掉 Expect 请求头。",
        "Leave the header Expect out.",
    ),
    "upgrade_needed": entry(
        "请使用 WebSocket",
        "This address speaks WebSocket alone",
        "请以 WebSocket 方式连接。",
        "Open it as a WebSocket.",
    ),
    "internal_error": entry(
        "我们出错了",
        "Our fault",
        "请稍后再试；反馈问题时请附上 instance。",
        "Try again later; when you report it, tell us `instance`.",
    ),
}
