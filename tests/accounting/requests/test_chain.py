"""Three companies in a row: a change at the first reaches the customers of the second."""

import pytest

from tests.accounting.footprints import footprint
from tests.accounting.nodes import SELLER
from tests.accounting.publications.test_host import STATEMENT
from tests.accounting.samples import body
from tests.accounting.suppliers.test_supplied import calculated, received, system_with


@pytest.mark.clause("C14")
async def test_a_change_at_the_first_company_reaches_the_third(nodes):
    """Glass works → `seller`, who makes modules of the glass → `buyer`."""
    seller, buyer, _ = nodes
    maker = seller.accounting
    glass = (await received(maker, footprint())).json()
    system, calculation = await calculated(maker, glass["factor"])
    await maker.post(f"/v1/calculations/{calculation}/seal")
    old = (await maker.post(f"/v1/calculations/{calculation}/publication", STATEMENT)).json()
    await seller.work()
    await buyer.work()
    rests = await system_of(buyer, f"supplier:{old['id']}")

    await received(maker, footprint(precedingPfIds=[glass["id"]]))
    [at_seller] = (await seller.get("/v1/supplier-findings"))["items"]
    nothing_yet = (await buyer.get("/v1/supplier-findings"))["items"]
    new = await published_anew(maker, system, at_seller["replaced_by"])
    await seller.work()
    await buyer.work()
    [at_buyer] = (await buyer.get("/v1/supplier-findings"))["items"]

    assert (at_seller["system_id"], at_seller["published"]) == (system, 1)
    assert nothing_yet == []
    assert new["footprint"]["precedingPfIds"] == [old["id"]]
    assert at_buyer["footprint_id"] == old["id"]
    assert (at_buyer["replaced_by"], at_buyer["system_id"]) == (new["id"], rests)
    assert (at_buyer["cause"], at_buyer["company_name"]) == (
        "replaced",
        new["footprint"]["companyName"],
    )
    kept = await buyer.get(f"/v1/supplier-footprints/{new['id']}")
    assert kept["supplier"] == SELLER


async def system_of(node, factor):
    """A product system of the node's enterprise that takes one piece of the supplier's product."""
    product = await node.accounting.has_product(node.org)
    content = system_with(factor, "piece")
    return await node.accounting.makes(f"/v1/products/{product}/systems", content, node.org)


async def published_anew(maker, system, glass):
    """The same product on the newer glass, sealed and published."""
    old = (await maker.get(f"/v1/systems/{system}")).json()
    path = f"/v1/products/{old['product_id']}/systems"
    newer = await maker.makes(path, system_with(f"supplier:{glass}"))
    activity = await maker.makes(f"/v1/systems/{newer}/activity-data", body("activity-data"))
    order = {"system_id": newer, "activity_data_id": activity}
    calculation = await maker.makes("/v1/calculations", order)
    await maker.post(f"/v1/calculations/{calculation}/seal")
    response = await maker.post(f"/v1/calculations/{calculation}/publication", STATEMENT)
    assert response.status_code == 201, response.text
    return response.json()
