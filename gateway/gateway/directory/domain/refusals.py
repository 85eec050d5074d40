"""What the directory does not have, stated as facts."""

from chassis.refusals import Missing


class ServiceNotInDirectory(Missing):
    """No service of that name has interfaces here."""

    zh = "没有服务 {name};接口目录见 /.well-known/api-catalog。"
    en = "There is no service {name}; /.well-known/api-catalog names those there are."
