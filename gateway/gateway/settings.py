"""Every variable of the gateway, summed up."""

from gateway.clients.settings import DecidesOnClients
from gateway.proxy.settings import ForwardsRequests
from gateway.tokens.settings import IssuesTokens


class GatewaySettings(IssuesTokens, DecidesOnClients, ForwardsRequests):
    """The process that issues tokens and forwards requests."""
