"""Why a registration is refused; every message says what to do next."""

from chassis.refusals import Conflict, Denied, Invalid, Missing, Unavailable


class PrivateKeyGiven(Invalid):
    """A registration carried a private or symmetric key."""

    zh = "jwks 中含有私钥;请立即更换该密钥,并只登记公钥。"
    en = "The jwks holds a private key; replace that key now and register public keys only."


class KeyNotAccepted(Invalid):
    """A registered key is no signature key on P-256 or of RSA with its own kid."""

    zh = "密钥 {kid} 不能登记:{reason_zh};请提供带 kid 的 P-256 或 RSA 公钥。"
    en = "Key {kid} cannot be registered: {reason_en}; give P-256 or RSA keys, each with a kid."


class KeyNotFound(Missing):
    """The client holds no key of this name."""

    zh = "没有 kid 为 {kid} 的密钥;请先查看 /v1/clients/me/keys。"
    en = "There is no key {kid}; see /v1/clients/me/keys."


class LastKeyKept(Conflict):
    """After the change every key of the client would have an end, and then it would have none."""

    zh = "密钥 {kid} 停用后将不再有长期有效的密钥;请先登记新密钥。"
    en = "With {kid} ended no key would be left for good; register the next one first."


class EndInThePast(Invalid):
    """A key was to end before now."""

    zh = "停用时刻 {at} 已过;省略 at 表示立即停用。"
    en = "{at} is over; leave `at` out to end the key now."


class KeysReadElsewhere(Conflict):
    """Keys of a client that publishes them were to be changed here."""

    zh = "密钥取自 {uri},请在该处更换;若改为在此登记,请先删除 /v1/clients/me/keys-address。"
    en = "Keys are read from {uri}; change them there, or delete /v1/clients/me/keys-address first."


class KeysAddressNotFound(Missing):
    """The client's keys are read from nowhere."""

    zh = "客户端 {id} 没有登记 jwks_uri;可用 PUT 登记。"
    en = "Client {id} has no jwks_uri; set one by PUT."


class JwksUriNotAccepted(Invalid):
    """The address of keys is none that may be called."""

    zh = "jwks_uri 须为 https 地址,不含用户名与片段,端口为 443 或 1024 以上。"
    en = "A jwks_uri is https, without user and fragment, at port 443 or above 1023."


class HoldsNoKeys(Conflict):
    """The client proves itself by a secret, as only in development, and has no keys."""

    zh = "客户端 {id} 以口令登记,没有密钥;请由运维以 jwks 重新登记。"
    en = "Client {id} was registered with a secret and has no keys; have it registered by jwks."


class CredentialNotChosen(Invalid):
    """A registration gave no credential, or two."""

    zh = "请提供 jwks 或 secret 中的一项。"
    en = "Give exactly one of jwks and secret."


class SecretNotAllowed(Invalid):
    """A client secret was registered outside development."""

    zh = "生产环境不接受客户端口令;请登记 jwks 并使用 private_key_jwt。"
    en = "Production takes no client secrets; register a jwks and use private_key_jwt."


class OrganisationIdInvalid(Invalid):
    """An enterprise was to be registered under what is no unified social credit code."""

    zh = "企业须以统一社会信用代码登记,{id} 不正确:{reason_zh}。请对照营业执照核对。"
    en = "An enterprise goes by its credit code, and {id} is none: {reason}. See its licence."


class DistrictNotNamed(Invalid):
    """A district bureau was to be registered under an id that does not end in its division."""

    zh = "区级部门的编号须以其区划代码结尾(如 fgw-120116),{id} 不是;请改用这样的编号并填写区划。"
    en = (
        "The id of a district bureau ends in its division (fgw-120116), and {id} does not; "
        "choose such an id and state the division."
    )


class ScopeBeyondRole(Invalid):
    """A client was to receive scopes that its organisation's role does not hold."""

    zh = "角色 {role} 没有权限 {scopes};请从登记中删去。"
    en = "Role {role} does not hold {scopes}; leave them out of the registration."


class OrganisationFromPack(Conflict):
    """The region pack defines this organisation, so only a new pack changes it."""

    zh = "组织 {id} 由地区数据包定义;请修改数据包后重新加载。"
    en = "The region pack defines {id}; change the pack and load it again."


class RoleUnknown(Invalid):
    """An organisation was given a role that the region pack does not define."""

    zh = "本地区没有角色 {role};可用的角色:{known}。"
    en = "This region has no role {role}; choose one of {known}."


class ClientNotFound(Missing):
    """No client has this id."""

    zh = "没有客户端 {id};请核对编号。"
    en = "There is no client {id}; check its id."


class OwnClientKept(Conflict):
    """Whoever manages clients was to revoke himself, or to take that right from himself."""

    zh = "不能撤销自己的客户端 {id} 或取消其登记权限;请由另一位运维办理,仅有一位时先登记第二位。"
    en = (
        "Nobody revokes {id} by itself or takes its right to register away; have another operator "
        "do it, and register a second one first where there is only one."
    )


class ClientAlreadyRevoked(Conflict):
    """A revoked client was to be changed or revoked again; revocation is final."""

    zh = "客户端 {id} 已于 {revoked_at} 撤销,不能再变更;请以新编号登记。"
    en = "Client {id} was revoked at {revoked_at} and stays so; register one with a new id."


class ClientSuspended(Conflict):
    """A suspended client was to be suspended again, or to act."""

    zh = "客户端 {id} 自 {suspended_at} 起停用;请由两位运维办理恢复或撤销。"
    en = "Client {id} is suspended since {suspended_at}; two operators reinstate or revoke it."


class ClientNotSuspended(Conflict):
    """A client was to be reinstated that is not suspended."""

    zh = "客户端 {id} 未被停用,无需恢复。"
    en = "Client {id} is not suspended, so there is nothing to reinstate."


class ChangeNotFound(Missing):
    """No proposed change has this id."""

    zh = "没有变更 {id};请核对编号。"
    en = "There is no change {id}; check its id."


class NeedsAnotherPerson(Denied):
    """Whoever proposed a change was to confirm it too."""

    zh = "变更 {id} 由您本人提出,须由另一位运维确认。"
    en = "You proposed change {id} yourself; another operator has to confirm it."


class OperatorNotNamed(Denied):
    """What takes two was proposed, or to be confirmed, by a client that is bound to nobody."""

    zh = (
        "须由两人决定的事项只能由具名人员提出与确认;客户端 {client} 未绑定人员,"
        "请在控制台为其登记姓名。"
    )
    en = (
        "What takes two is proposed and confirmed by named persons; the client {client} is bound "
        "to none. Have it named at the console."
    )


class ChangeAlreadyDecided(Conflict):
    """A change was to be decided again."""

    zh = "变更 {id} 已有结果({state});如仍需要,请重新提出。"
    en = "Change {id} is settled ({state}); propose it again if it is still wanted."


class ChangeExpired(Conflict):
    """Nobody confirmed a change in time."""

    zh = "变更 {id} 提出已超过 {days} 天,不能再确认;请重新提出。"
    en = "Change {id} is older than {days} days and can no longer be confirmed; propose it again."


class ChangeOutdated(Conflict):
    """What a change builds upon has become another since."""

    zh = "变更 {id} 提出后,{subject} 已有改动;请核对现状后重新提出。"
    en = "{subject} has changed since change {id} was proposed; look at it and propose it again."


class ProposerGone(Conflict):
    """Whoever proposed a change may no longer manage clients."""

    zh = "变更 {id} 的提出人已不能管理客户端,此变更不再有效;请由在任运维重新提出。"
    en = "Whoever proposed change {id} may not manage clients any more; propose it again."


class OperatorsRemain(Conflict):
    """The way back was to be taken while operators can still act."""

    zh = "仍有 {count} 位运维可以办理,无需在控制台恢复;请按四眼程序登记。"
    en = "{count} operators can still act, so nothing needs recovery; let them register it."


class EnrolmentNotFound(Missing):
    """No enrolment has this id, or the receipt is that of another."""

    zh = "没有加入申请 {id},或回执号不符;请核对编号与回执号。"
    en = "There is no enrolment {id}, or the receipt is not its own; check both."


class EnrolmentAlreadyDecided(Conflict):
    """An enrolment was to be decided again."""

    zh = "加入申请 {id} 已有结果({state});如仍需要,请重新申请。"
    en = "Enrolment {id} is settled ({state}); propose it again if it is still wanted."


class EnrolmentsFull(Unavailable):
    """More enrolments wait than anybody could check."""

    zh = "待核对的加入申请过多,请稍后再提交,或直接联系平台运维。"
    en = "Too many enrolments are waiting; try again later, or write to the operators."


class ApplicantCodeInvalid(Invalid):
    """An organisation named what is no unified social credit code."""

    zh = "统一社会信用代码 {code} 不正确:{reason_zh}。请对照证照核对。"
    en = "{code} is no unified social credit code: {reason}. Compare it with the certificate."


class ClientTaken(Conflict):
    """A new client was to have the id of another."""

    zh = "客户端编号 {id} 已被使用,请换一个。"
    en = "There is a client {id} already; choose another id."


class OrganisationOfAnotherRole(Conflict):
    """An enrolment was to be approved for an organisation that has another role."""

    zh = "组织 {id} 已登记为 {role};请按该角色批准,或换用其他组织编号。"
    en = "{id} is registered as {role}; approve that role, or choose another organisation id."


class OrganisationOfAnotherTenant(Conflict):
    """An organisation was to move between the test tenant and the one where labels count."""

    zh = "组织 {id} 已在另一租户登记,不能迁移;试用结束后请以新的组织编号登记。"
    en = "{id} is registered in the other tenant and stays there; take another id to go live."


class NotAnOperator(Conflict):
    """The way back was to be taken for a client of somebody else."""

    zh = "客户端 {id} 属于 {org},不是运维;请换用运维自己的编号。"
    en = "Client {id} acts for {org} and is no operator; choose an id of the operators' own."


class OrganisationNotFound(Missing):
    """No organisation has this id."""

    zh = "没有组织 {id};请先登记该组织。"
    en = "There is no organisation {id}; register it first."
