"""What mutual recognition will not do, stated as facts."""

from chassis.refusals import Conflict, Denied, Invalid, Missing


class SubscriptionNotFound(Missing):
    """There is no such subscription, or it is another organisation's."""

    zh = "没有编号为 {id} 的订阅;请用 GET /v1/subscriptions 查看本单位的订阅。"
    en = "There is no subscription {id}; GET /v1/subscriptions lists your own."


class SubscriptionNeedsNoReactivation(Conflict):
    """The subscription is active and nothing is wrong with it."""

    zh = "订阅 {id} 运行正常,无需重新启用。"
    en = "Subscription {id} is active and without trouble; there is nothing to reactivate."


class SubscriptionDisabled(Conflict):
    """The subscriber answered 410 Gone, so the subscription has to be reactivated first."""

    zh = "订阅 {id} 已因 410 停用;请先用 POST /v1/subscriptions/{id}/reactivation 重新启用。"
    en = "Subscription {id} is disabled by a 410; POST /v1/subscriptions/{id}/reactivation first."


class SubscriptionTestUnderWay(Conflict):
    """A test of this subscription is on its way; there is one at a time."""

    zh = "订阅 {id} 的上一次测试尚在发送;请在 /v1/subscriptions/{id}/tests 查看结果后再试。"
    en = "A test of subscription {id} is on its way; see /v1/subscriptions/{id}/tests, then retry."


class WebhookDeliveryNotFound(Missing):
    """The subscription has no delivery of this webhook."""

    zh = "该订阅没有推送 {id};请在其 deliveries 列表中查看 webhook_id。"
    en = "The subscription has no delivery {id}; its list of deliveries has each webhook_id."


class TooManySubscriptions(Conflict):
    """An organisation may hold only so many subscriptions at once."""

    zh = "每个单位最多保留 {most} 个订阅;请先删除不再使用的订阅。"
    en = "An organisation may hold {most} subscriptions; delete one that is no longer used."


class SubscriptionAlreadyExists(Conflict):
    """The organisation already has a subscription for this address."""

    zh = "该地址已有订阅 {id};请先删除它,再以新的事件类型订阅。"
    en = "Subscription {id} already covers this address; delete it before subscribing anew."


class EventTypeNotOffered(Invalid):
    """Nobody publishes this event type to partner regions."""

    zh = "不提供事件类型 {type};可选:{offered}。"
    en = "The event type {type} is not offered; choose among {offered}."


class WebhookUrlNotAccepted(Invalid):
    """The webhook's URL is malformed or of a kind that is never called."""

    zh = "推送地址须为 https 网址:不超过 {most} 个字符,不含用户名和片段,端口为 443 或不小于 1024。"
    en = (
        "A webhook needs an https URL of at most {most} characters without user name or fragment, "
        "on port 443 or one from 1024 up."
    )


class WebhookAddressNotPublic(Invalid):
    """The webhook's host resolves to nothing, or to an address that is not public.

    The two are not told apart, so that the answer reveals nothing about our own network.
    """

    zh = "主机 {host} 没有指向公网地址,不能推送;请提供公网可达的主机名。"
    en = "The host {host} does not lead to a public address; give one reachable on the internet."


class WebhookIncomplete(Invalid):
    """A received webhook lacks one of the three headers of the standard."""

    zh = "推送缺少请求头:{headers}。"
    en = "The webhook lacks these headers: {headers}; send all three of Standard Webhooks."


class WebhookNotFresh(Denied):
    """A received webhook is too old or too new: perhaps a replay, perhaps a wrong clock."""

    zh = "推送时间戳 {timestamp} 与本机时间相差过大;请校准时钟后重发。"
    en = "The webhook timestamp {timestamp} is too far from now; set the clock and send it again."


class WebhookSignatureInvalid(Denied):
    """No signature of a received webhook was made by a known key."""

    zh = "推送签名无效;请核对 /.well-known/webhook-keys.json 中的公钥。"
    en = "No signature is valid; compare your key with /.well-known/webhook-keys.json."
