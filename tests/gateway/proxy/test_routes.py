"""The route table."""

import pytest

from chassis.problems import RouteNotFound
from gateway.proxy.domain.routes import Route
from gateway.proxy.remote.exchange import WrongMethod
from gateway.proxy.usecases.routes import RouteTable


def table(*paths: str) -> RouteTable:
    return RouteTable(Route("s", "GET", path, "public") for path in paths)


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/label/new", "/label/new"),
        ("/label/TJ-1", "/label/{number}"),
        ("/label/TJ-1/qr", "/label/{number}/qr"),
        ("/01/06901234567892/21/TJ-1", "/01/{link:path}"),
        ("/log/tile/0/x001/234", "/log/tile/{path:path}"),
        ("/log/checkpoint", "/log/{name}"),
    ],
)
def test_the_closest_template_wins(path: str, template: str):
    routes = table(
        "/log/tile/{path:path}",
        "/log/{name}",
        "/label/{number}",
        "/label/{number}/qr",
        "/label/new",
        "/01/{link:path}",
    )

    assert routes.find("GET", path).path == template
    assert routes.find("HEAD", path).path == template


@pytest.mark.parametrize("path", ["/", "/label", "/label/", "/label/a/b", "//label/a", "/Label/a"])
def test_what_no_template_matches_is_unknown(path: str):
    with pytest.raises(RouteNotFound):
        table("/label/{number}").find("GET", path)


def test_a_wrong_method_is_told_the_methods_of_all_templates_that_match():
    routes = RouteTable(
        [Route("s", "GET", "/a/{x}", "public"), Route("s", "PUT", "/a/b", "public")]
    )

    with pytest.raises(WrongMethod) as refusal:
        routes.find("DELETE", "/a/b")

    assert refusal.value.allowed == "GET, PUT"
    assert routes.find("GET", "/a/b").path == "/a/{x}"


def test_two_services_cannot_answer_the_same_route():
    with pytest.raises(ValueError, match="GET /a"):
        table("/a", "/a")
