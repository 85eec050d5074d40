"""Partner regions, and who is none."""

from chassis.refusals import Denied


class PartnerRegionUnknown(Denied):
    """The caller's organisation is not a partner region of this node."""

    zh = "单位 {org} 不是本节点登记的互认地区,不能订阅;请先由运营方将其列入地区数据包。"
    en = "{org} is not a partner region of this node; ask the operator to add it to the pack."
