"""Why a request is not passed on; every message says what to do next."""

from chassis.refusals import Refusal, Unavailable


class TooManyRequests(Refusal):
    """A client, or an address without a token, asks faster than its share."""

    status = 429
    zh = "请求过于频繁;请在 {seconds} 秒后重试。"
    en = "Too many requests; try again after {seconds} s."


class ServiceUnreachable(Unavailable):
    """The service behind this address does not accept connections."""

    zh = "服务 {service} 暂时无法连接;请稍后重试。"
    en = "The service {service} cannot be reached right now; try again shortly."


class AnswerBroken(Refusal):
    """The service closed the connection without an answer."""

    status = 502
    zh = "服务 {service} 未给出有效应答;请核对结果后再决定是否重试。"
    en = "The service {service} gave no valid answer; look at the outcome before you try again."


class AnswerOverdue(Refusal):
    """The service did not answer in time; the command may or may not have taken effect."""

    status = 504
    zh = "服务 {service} 未在 {seconds} 秒内应答;请核对结果后再决定是否重试。"
    en = "The service {service} gave no answer in {seconds} s; look at the outcome, then retry."
