"""What the token endpoint refuses, in Chinese; RFC 6749 has its own text in ASCII only."""

from collections.abc import Mapping

_BY_TEXT = {
    "Only client_credentials is supported": "只支持 client_credentials 授权类型。",
    "The client holds no such scope": "客户端没有所申请的权限,请核对 scope。",
    "A parameter is repeated": "有参数重复出现,每个参数只能给一次。",
    "Authenticate in one way only": "只能使用一种客户端身份验证方式。",
    "This assertion was used before; sign a new one": "此断言已使用过,请重新签发(新的 jti)。",
    "Sign a new assertion, with iat": "请重新签发断言,并带上 iat。",
    "exp is more than an hour ahead": "断言的 exp 不得晚于一小时之后。",
    "jti must have 1 to 255 printable characters": "jti 须为 1 至 255 个可打印字符。",
    "The token is expired": "断言已过期,请重新签发,并核对本机时钟。",
    "Invalid claim: 'aud'": "断言的 aud 须为令牌端点或签发者的地址。",
    "Missing claim: 'aud'": "断言缺少 aud,须为令牌端点或签发者的地址。",
    "Missing claim: 'exp'": "断言缺少 exp。",
    "Missing JWT ID.": "断言缺少 jti。",
    "Issuer and Subject MUST match.": "断言的 iss 与 sub 须同为客户端编号。",
}
_BY_CODE = {
    "invalid_client": "客户端未知、已撤销或已停用,或其凭据不符;请核对密钥、kid 与断言内容。",
    "invalid_scope": "客户端没有所申请的权限,请核对 scope。",
    "invalid_request": "请求格式不符合 RFC 6749,请按 error_description 更正。",
    "unsupported_grant_type": "不支持此授权类型,请使用 client_credentials。",
}


def messages_of(body: Mapping[str, object]) -> dict[str, str]:
    """A refusal of RFC 6749, 5.2, in both languages."""
    english, code = str(body.get("error_description", "")), str(body.get("error", ""))
    chinese = _BY_TEXT.get(english) or _BY_CODE.get(code, "请求被拒绝。")
    return {"zh": chinese, "en": english or code}
