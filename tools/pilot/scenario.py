"""The scenario: a PV module from its bill of materials to a label that anyone can verify.

Every step may be repeated: commands carry idempotency keys, so a party that lost an answer sends
the same command again and gets the first answer.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import stamina

from accounting.calculations.domain.sealing import recompute
from packs import PACKS_DIR
from packs.region import load_region
from tools import keys
from tools.pilot.party import OUTAGE_S, Party, Refused

ENTERPRISE = "91120116MA0000007N"
BODY = "CNCA-R-2099-901"
PARTNER = "hebei"
SAMPLE_CLIENTS = "trial-"
"""What clients of the test tenant are called before the name of their part."""
CATEGORY = PACKS_DIR / "categories" / "pv-module"
EXAMPLE, CASE = CATEGORY / "examples", CATEGORY / "examples-purchased-cells"
"""The enterprise with its module, and the system whose cut-offs stay within the rule's limits."""
_PARTIES: dict[str, dict[str, Any]] = {
    "jinguang": {"org": ENTERPRISE},
    "reviewer": {"org": BODY, "person": {"id": "sample-reviewer", "name": "示例审查员"}},
    "decider": {"org": BODY, "person": {"id": "sample-decider", "name": "示例复核决定人"}},
    "hebei": {"org": PARTNER},
    "lead": {"org": "scjg"},
    "reform": {"org": "fgw"},
    "ecology": {"org": "sthj"},
    "industry": {"org": "gxj"},
}
_OPINIONS = {
    "lead": "产品属试点范围,企业管理体系完善,同意列入。",
    "reform": "符合本市产业与节能降碳方向,同意列入。",
    "ecology": "核算数据基础较好,同意列入。",
    "industry": "属本市光伏产业链重点产品,同意列入。",
}


class NotYet(Exception):
    """What is waited for has not happened yet."""


@dataclass
class Pilot:
    """The parties, and what they know so far."""

    base_url: str
    data: Path
    receiver_url: str
    run: str = "pilot-1"
    """Names this playing: the same name gets the same answers."""
    model: str = "JG-400M"
    """Model of the module; an enterprise has each model once."""
    facts: dict[str, Any] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    gtin: str | None = None
    """Number of the module, where it is not that of the example."""
    issuer: str | None = None
    """How the platform names itself, where that is not where it is called."""

    enterprise: str = ENTERPRISE
    body: str = BODY
    sample: bool = False
    """Whether it is played in the test tenant, by clients of their own."""

    def client(self, name: str) -> str:
        """Id of the client that a party has here; operators are the same everywhere."""
        return f"{SAMPLE_CLIENTS}{name}" if self.sample and name != "operator" else name

    def party(self, name: str) -> Party:
        if name not in self.parties:
            client = self.client(name)
            key = keys.client_key(self.data, client)
            self.parties[name] = Party(self.base_url, client, key, self.issuer)
        return self.parties[name]

    async def close(self) -> None:
        for party in self.parties.values():
            await party.close()

    async def send(self, party: str, method: str, path: str, body: object) -> dict[str, Any]:
        once = f"{self.run}:{method}:{path}"
        return await self.party(party).send(method, path, body, once=once)


Step = Callable[[Pilot], Awaitable[None]]


async def register_parties(pilot: Pilot) -> None:
    region = load_region(PACKS_DIR, "tianjin")
    roles = {organisation.id: organisation.role for organisation in region.organisations}
    for name, registration in _PARTIES.items():
        body = {
            **registration,
            "scopes": sorted(region.scopes(roles[registration["org"]])),
            "jwks": keys.public_jwks(keys.client_key(pilot.data, name)),
        }
        await pilot.send("operator", "PUT", f"/v1/clients/{name}", body)


async def subscribe(pilot: Pilot) -> None:
    """Subscribe, unless an earlier playing already did: one subscription covers an address."""
    known = (await pilot.party("hebei").get("/v1/subscriptions")).json()["items"]
    mine = [item["id"] for item in known if item["url"] == pilot.receiver_url]
    if not mine:
        body = {"url": pilot.receiver_url, "event_types": []}
        mine = [(await pilot.send("hebei", "POST", "/v1/subscriptions", body))["id"]]
    pilot.facts["subscription"] = mine[0]


async def describe_enterprise(pilot: Pilot) -> None:
    body = _example("enterprise")
    await pilot.send("jinguang", "PUT", f"/v1/enterprises/{pilot.enterprise}", body)


async def describe_product(pilot: Pilot) -> None:
    own = {"model": pilot.model, **({"gtin": pilot.gtin} if pilot.gtin else {})}
    body = {**_example("product"), **own}
    answer = await pilot.send("jinguang", "POST", "/v1/products", body)
    pilot.facts["product"] = answer["id"]


async def nominate(pilot: Pilot) -> None:
    product, enterprise = _example("product"), _example("enterprise")
    body = {
        "enterprise": pilot.enterprise,
        "enterprise_name_zh": enterprise["name"]["zh"],
        "enterprise_name_en": enterprise["name"]["en"],
        "product_id": pilot.facts["product"],
        "category": product["category"],
        "name_zh": product["name"]["zh"],
        "name_en": product["name"]["en"],
        "model": pilot.model,
        "division": product["site_division"],
        "reasons_zh": "产品数据基础完整,企业自愿参加试点。",
    }
    answer = await pilot.send("jinguang", "POST", "/v1/catalogue/nominations", body)
    pilot.facts["nomination"] = answer["id"]


async def give_opinions(pilot: Pilot) -> None:
    path = f"/v1/catalogue/nominations/{pilot.facts['nomination']}/opinions"
    for department, words in _OPINIONS.items():
        await pilot.send(department, "POST", path, {"position": "support", "reasons_zh": words})


async def publish_batch(pilot: Pilot) -> None:
    """The lead concludes on the opinions, and publishes the next batch of pilot products."""
    nomination = pilot.facts["nomination"]
    path = f"/v1/catalogue/nominations/{nomination}/conclusion"
    body = {"is_included": True, "reasons_zh": "四部门意见一致,列入试点产品清单。"}
    await pilot.send("lead", "POST", path, body)
    batch = {"title_zh": "天津市产品碳足迹标识认证试点产品清单", "nomination_ids": [nomination]}
    answer = await pilot.send("lead", "POST", "/v1/catalogue/batches", batch)
    pilot.facts["batch"] = answer["number"]


async def describe_system(pilot: Pilot) -> None:
    path = f"/v1/products/{pilot.facts['product']}/systems"
    answer = await pilot.send("jinguang", "POST", path, _example("system"))
    pilot.facts["system"] = answer["id"]


async def report_activity(pilot: Pilot) -> None:
    path = f"/v1/systems/{pilot.facts['system']}/activity-data"
    answer = await pilot.send("jinguang", "POST", path, _example("activity-data"))
    pilot.facts["activity"] = answer["id"]


async def calculate(pilot: Pilot) -> None:
    body = {"system_id": pilot.facts["system"], "activity_data_id": pilot.facts["activity"]}
    answer = await pilot.send("jinguang", "POST", "/v1/calculations", body)
    pilot.facts["calculation"] = answer["id"]


async def seal(pilot: Pilot) -> None:
    path = f"/v1/calculations/{pilot.facts['calculation']}/seal"
    answer = await pilot.send("jinguang", "POST", path, None)
    pilot.facts["seal"] = answer["seal"]


async def apply(pilot: Pilot) -> None:
    body = {
        "calculation_id": pilot.facts["calculation"],
        "body": pilot.body,
        "scheme": "NATIONAL_CFP",
    }

    async def attempt() -> dict[str, Any]:
        try:
            return await pilot.send("jinguang", "POST", "/v1/applications", body)
        except Refused as refused:
            if refused.status == 404:
                raise NotYet("certification has not heard of the sealed footprint") from refused
            raise

    pilot.facts["application"] = (await eventually(attempt))["id"]


def review(step: str, note: str) -> Step:
    """A step that the body's reviewer records."""

    async def record(pilot: Pilot) -> None:
        path = f"/v1/applications/{pilot.facts['application']}/{step}"
        await pilot.send("reviewer", "POST", path, {"outcome": "passed", "note_zh": note})

    return record


async def verify_footprint(pilot: Pilot) -> None:
    """The reviewer fetches the sealed calculation, recomputes it offline, states the seal."""
    bundle = await eventually(lambda: _bundle(pilot))
    (pilot.data / "sealed-calculation.json").write_bytes(bundle)
    body = {
        "outcome": "passed",
        "note_zh": "依据封存数据独立复算,结果一致。",
        "recomputed_seal": recompute(bundle).recomputed,
    }
    path = f"/v1/applications/{pilot.facts['application']}/footprint-verification"
    await pilot.send("reviewer", "POST", path, body)


async def decide(pilot: Pilot) -> None:
    path = f"/v1/applications/{pilot.facts['application']}/decision"
    body = {"outcome": "passed", "note_zh": "评价资料齐全、程序完整,同意批准。"}
    answer = await pilot.send("decider", "POST", path, body)
    pilot.facts["certificate"] = answer["certificate_number"]


async def find_label(pilot: Pilot) -> None:
    async def attempt() -> dict[str, Any]:
        asked = {"q": pilot.facts["certificate"]}
        # Whoever asks without a token, as for labels, says which tenant it means.
        if pilot.sample:
            asked["sample"] = "true"
        answer = await pilot.party("jinguang").get("/v1/labels", params=asked)
        items: list[dict[str, Any]] = answer.json()["items"]
        if not items:
            raise NotYet("the label is not published")
        return items[0]

    pilot.facts["label"] = (await eventually(attempt))["label_number"]


async def await_delivery(pilot: Pilot) -> None:
    async def attempt() -> None:
        path = f"/v1/subscriptions/{pilot.facts['subscription']}/deliveries"
        items = (await pilot.party("hebei").get(path)).json()["items"]
        mine = [i for i in items if i["label_number"] == pilot.facts["label"]]
        if not any(item["state"] == "delivered" for item in mine):
            raise NotYet("the partner has not received the event")

    await eventually(attempt)


@dataclass(frozen=True)
class Act:
    """One step and what it shows while it runs."""

    zh: str
    en: str
    play: Step


ACTS = (
    Act("平台运维登记各方客户端", "operator registers the parties' clients", register_parties),
    Act("河北省订阅标识事件", "Hebei subscribes to label events", subscribe),
    Act("企业登记本单位", "enterprise describes itself", describe_enterprise),
    Act("企业登记光伏组件", "enterprise describes a PV module", describe_product),
    Act("企业提名试点产品", "enterprise nominates the module", nominate),
    Act("四部门出具意见", "the four agencies give their opinions", give_opinions),
    Act("市场监管委作结论并公布清单", "lead concludes and publishes the batch", publish_batch),
    Act("企业描述产品系统", "enterprise describes the product system", describe_system),
    Act("企业报送活动数据", "enterprise reports activity data", report_activity),
    Act("核算产品碳足迹", "footprint is calculated", calculate),
    Act("封存核算结果", "calculation is sealed", seal),
    Act("认证委托", "enterprise applies for certification", apply),
    Act("受理", "body accepts", review("acceptance", "资料齐全,予以受理。")),
    Act("认证策划", "body plans", review("plan", "确定评审组与检查计划。")),
    Act("文件评审", "body reviews documents", review("document-review", "文件符合规则要求。")),
    Act("现场检查", "body inspects the site", review("on-site-inspection", "现场与申报一致。")),
    Act("产品碳足迹核查", "body recomputes and verifies the footprint", verify_footprint),
    Act("认证结果评价与批准", "another person of the body decides", decide),
    Act("签发证书与标识", "certificate is signed, label issued and logged", find_label),
    Act("河北省收到标识事件", "Hebei receives the label event", await_delivery),
)
"""The steps in their order."""


async def eventually(attempt: Callable[[], Awaitable[Any]]) -> Any:
    """The first result of `attempt` that is no longer `NotYet`; gives up after an outage's time."""
    async for trial in stamina.retry_context(
        on=NotYet, attempts=None, timeout=OUTAGE_S, wait_initial=0.1, wait_max=0.5
    ):
        with trial:
            return await attempt()


async def _bundle(pilot: Pilot) -> bytes:
    try:
        path = f"/v1/calculations/{pilot.facts['calculation']}/bundle"
        return (await pilot.party("reviewer").get(path)).content
    except Refused as refused:
        if refused.status == 404:
            raise NotYet("accounting has not heard of the application") from refused
        raise


def _example(name: str) -> dict[str, Any]:
    file = CASE / f"{name}.json"
    body: dict[str, Any] = json.loads((file if file.exists() else EXAMPLE / file.name).read_bytes())
    return body
