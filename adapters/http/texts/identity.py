"""Signing in, sessions and accounts."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "phone_malformed": entry(
        "手机号不对",
        "This is not a phone number",
        "请填写带国家区号的手机号。",
        "Write it with its country code, such as +56 9 1234 5678.",
    ),
    "username_malformed": entry(
        "账号名不对",
        "This is no user name",
        "请检查账号名。",
        "Check the user name.",
    ),
    "locale_unknown": entry(
        "暂不支持这种语言",
        "We do not speak this language yet",
        "请选择列出的语言。",
        "Choose one of `known`.",
        "known",
    ),
    "account_not_found": entry(
        "没有找到这个账号",
        "We do not know this account",
        "请重新登录。",
        "Sign in again.",
    ),
    "phone_taken": entry(
        "这个手机号已被使用",
        "This phone belongs to another account",
        "请换一个手机号。",
        "Use another phone.",
    ),
    "username_taken": entry(
        "这个账号名已被使用",
        "This user name is taken",
        "请换一个账号名。",
        "Choose another user name.",
    ),
    "code_wrong": entry(
        "验证码不对",
        "That is not the code",
        "请核对短信中的验证码。",
        "Check the message; `attempts_left` says how often you may still try.",
        "attempts_left",
    ),
    "code_expired": entry(
        "验证码已过期",
        "The code has expired",
        "请重新获取验证码。",
        "Ask for a new one.",
    ),
    "too_many_attempts": entry(
        "试错太多次",
        "Too many wrong tries",
        "请重新获取验证码。",
        "Ask for a new code.",
    ),
    "rate_limited": entry(
        "操作太频繁，请稍后再试",
        "Too often",
        "请在提示的时间后再试。",
        "Wait for `retry_after_s` seconds.",
        "retry_after_s",
    ),
    "bad_credentials": entry(
        "账号或密码不对",
        "Wrong user name or password",
        "请检查后重试。",
        "Check both and try again.",
    ),
    "totp_required": entry(
        "请输入动态验证码",
        "Enter your one-time code",
        "请输入验证器应用中的六位数字。",
        "Send the six digits of your authenticator as `totp`.",
    ),
    "totp_wrong": entry(
        "动态验证码不对",
        "That one-time code is wrong",
        "每个动态码只能用一次，请等下一个。",
        "Each code works once: wait for the next one.",
    ),
    "totp_not_enrolled": entry(
        "请先绑定动态验证码",
        "Enrol an authenticator first",
        "按规定需要动态验证码，请联系经理。",
        "The policy asks for an authenticator: ask a manager to enrol one.",
    ),
    "not_signed_in": entry(
        "请先登录",
        "Please sign in",
        "登录后再试。",
        "Send `Authorization: Bearer <token>`.",
    ),
    "session_expired": entry(
        "登录已过期",
        "Your session is over",
        "请重新登录。",
        "Refresh the session, or sign in again.",
    ),
    "refresh_reused": entry(
        "登录已失效",
        "You were signed out",
        "为安全起见，此次登录已全部失效，请重新登录。",
        "A refresh token came back after it had been used; the whole session was ended. Sign in again.",
    ),
    "csrf_failed": entry(
        "页面已过期",
        "This page is too old",
        "请刷新页面后重试。",
        "Send the session's `csrf_token` as X-CSRF-Token.",
    ),
}
