"""Partner regions, and who is none."""

from chassis.refusals import Denied


class PartnerRegionUnknown(Denied):
    """The caller's organisation is not a partner region of this node."""

    zh = "{org} 不是本节点的互认地区,不能订阅;请在 /v1/enrolments 申请,刚获批的请稍后再试。"
    en = "{org} is no partner region of this node; enrol at /v1/enrolments, or try again soon."
