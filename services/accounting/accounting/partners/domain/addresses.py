"""Why an address of a partner is not called."""

from chassis.refusals import Invalid


class PartnerUrlNotAccepted(Invalid):
    """An address cannot be called: its form, its scheme or its port."""

    zh = "不能使用地址 {url}:须为 https 网址,不含账号与片段,端口 443 或 1024 以上。"
    en = "{url} cannot be used: give an https URL without user and fragment, port 443 or >= 1024."


class PartnerAddressNotPublic(Invalid):
    """The host leads nowhere, or into a network that is not public."""

    zh = "主机 {host} 无法解析或指向非公网地址,不予连接。"
    en = "The host {host} does not resolve, or leads into a network that is not public."
