"""What is not on record: product systems and activity data that nobody reported."""

from chassis.refusals import Missing


class SystemNotFound(Missing):
    """There is no such product system among the caller's."""

    zh = "没有产品系统 {id}。请在 /v1/products/<编号>/systems 查看本企业的产品系统。"
    en = "There is no product system {id}. See yours at /v1/products/<id>/systems."


class ActivityNotFound(Missing):
    """The product system has no such activity data."""

    zh = "产品系统 {system} 没有活动数据 {id}。请在 /v1/systems/{system}/activity-data 查看。"
    en = "System {system} has no activity data {id}. See /v1/systems/{system}/activity-data."
