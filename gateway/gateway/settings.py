"""Every variable of the gateway, summed up."""

from chassis.settings import WorkerSettings
from gateway.clients.settings import DecidesOnClients, ReadsKeys
from gateway.proxy.settings import ForwardsRequests
from gateway.tokens.settings import IssuesTokens


class GatewaySettings(IssuesTokens, DecidesOnClients, ForwardsRequests):
    """The process that issues tokens and forwards requests."""


class GatewayWorkerSettings(ReadsKeys, WorkerSettings):
    """The process beside it, which tells of organisations and reads clients' keys."""
