"""What requests and answers have in common, as everywhere on the platform."""

from chassis.forms import Request as Request
from chassis.forms import View as View
