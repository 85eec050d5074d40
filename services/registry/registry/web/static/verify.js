// Verifies a label's proof bundle against a trust policy, in the browser, without trusting the
// page: the same checks with the same codes as `registry.domain.verification`.

const PASSED = "passed";
const FAILED = "failed";
const NOT_CHECKED = "not-checked";
const ENTRIES = 131072;
const CLOCK_SKEW_MS = 300000;

class Fails extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** This browser lacks an algorithm; the check stays open rather than failing. */
class Unsupported extends Error {}

// Bytes and texts

const utf8 = new TextEncoder();

function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Fails("base64");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function fromBase64Url(text) {
  return fromBase64(text.replace(/-/g, "+").replace(/_/g, "/"));
}

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function equal(left, right) {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

async function sha256Hex(text) {
  const digest = await sha256(utf8.encode(text));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function dig(value, ...path) {
  return path.reduce((found, step) => (found == null ? null : found[step] ?? null), value);
}

function moment(text) {
  const found = typeof text === "string" ? Date.parse(text) : NaN;
  return Number.isNaN(found) ? null : found;
}

// Credentials and keys

function readCredential(token) {
  const parts = token.split(".");
  if (parts.length !== 3) return null;
  try {
    const [header, claims] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(new TextDecoder().decode(fromBase64Url(part))));
    if (header.typ !== "vc+jwt" || header.alg !== "ES256" || "vc" in claims) return null;
    return { token, header, claims, keyId: String(header.kid ?? "") };
  } catch {
    return null;
  }
}

function issuerOf(credential) {
  const issuer = credential.claims.issuer;
  return typeof issuer === "string" ? issuer : dig(issuer, "id");
}

function keysOf(document) {
  const methods = dig(document, "verificationMethod");
  const own = (method) => String(dig(method, "id")).startsWith(`${dig(document, "id")}#`);
  return Array.isArray(methods) ? methods.filter(own) : [];
}

function named(keyId, keys) {
  return keys.find((key) => key.id === keyId && key.publicKeyJwk);
}

async function isSignedBy(credential, key) {
  const { kty, crv, x, y } = key.publicKeyJwk;
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const [header, payload, signature] = credential.token.split(".");
  try {
    const jwk = { kty, crv, x, y };
    const publicKey = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" },
      publicKey,
      fromBase64Url(signature),
      utf8.encode(`${header}.${payload}`),
    );
  } catch {
    return false;
  }
}

function wasInUse(key, at) {
  if (key.expires == null) return true;
  const ends = moment(key.expires);
  return ends !== null && at < ends;
}

// The log: C2SP tlog-proof, signed note and checkpoint, RFC 6962 inclusion

function parseProof(text) {
  const blank = text.indexOf("\n\n");
  const lines = text.slice(0, blank).split("\n");
  if (blank < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") throw new Fails("proof");
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const index = /^index (0|[1-9][0-9]*)$/.exec(lines.shift() ?? "");
  if (!index) throw new Fails("proof");
  return { index: Number(index[1]), path: lines.map(fromBase64), note: text.slice(blank + 2) };
}

function parseKey(vkey) {
  // The key is base64, which may contain a plus sign itself.
  const [name, id, ...encoded] = vkey.split("+");
  const raw = fromBase64(encoded.join("+"));
  return { name, id: id.toLowerCase(), type: raw[0], bytes: raw.slice(1) };
}

async function isNoteSigned(note, vkey) {
  const end = note.lastIndexOf("\n\n");
  const key = parseKey(vkey);
  for (const line of note.slice(end + 2).split("\n").filter(Boolean)) {
    const [dash, name, encoded] = line.split(" ");
    if (dash !== "—" || name !== key.name) continue;
    const raw = fromBase64(encoded);
    const id = [...raw.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (id === key.id && key.type === 1) {
      return verifyEd25519(key.bytes, raw.slice(4), utf8.encode(note.slice(0, end + 1)));
    }
  }
  return false;
}

async function verifyEd25519(publicBytes, signature, message) {
  let key;
  try {
    key = await crypto.subtle.importKey("raw", publicBytes, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    if (error.name === "NotSupportedError") throw new Unsupported();
    return false;
  }
  return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
}

function readCheckpoint(note, origin) {
  const [name, size, root] = note.split("\n");
  if (name !== origin || !/^(0|[1-9][0-9]{0,14})$/.test(size)) throw new Fails("checkpoint");
  return { size: Number(size), root: fromBase64(root) };
}

async function isIncluded(entry, proof, tree) {
  if (proof.index >= tree.size) return false;
  const node = (left, right) => sha256(join(Uint8Array.of(1), left, right));
  let hash = await sha256(join(Uint8Array.of(0), utf8.encode(entry)));
  let position = proof.index;
  let last = tree.size - 1;
  for (const sibling of proof.path) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = await node(sibling, hash);
      while (position % 2 === 0 && position !== 0) {
        position = Math.floor(position / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await node(hash, sibling);
    }
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equal(hash, tree.root);
}

async function isLogged(entry, proofText, policy) {
  const proof = parseProof(proofText);
  const tree = readCheckpoint(proof.note, policy.log.origin);
  return isIncluded(entry, proof, tree);
}

// Status lists: one bit of a compressed list

async function bitAt(encoded, index) {
  const compressed = new Blob([fromBase64Url(encoded.slice(1))]);
  const stream = compressed.stream().pipeThrough(new DecompressionStream("gzip"));
  const bits = await readAtMost(stream, ENTRIES / 8);
  if (encoded[0] !== "u" || bits.length * 8 !== ENTRIES || index >= ENTRIES) {
    throw new Fails("status-list-wrong");
  }
  return ((bits[index >> 3] >> (7 - (index & 7))) & 1) === 1;
}

async function readAtMost(stream, limit) {
  const reader = stream.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(...chunks);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new Fails("status-list-wrong");
    }
    chunks.push(value);
  }
}

function statusEntry(claims, purpose) {
  const entries = [claims.credentialStatus].flat();
  return entries.find((entry) => dig(entry, "statusPurpose") === purpose);
}

async function statusBit(context, purpose) {
  const list = readCredential(context.files[`status/${purpose}.jwt`]);
  const index = String(dig(statusEntry(context.claims, purpose), "statusListIndex"));
  if (!/^(0|[1-9][0-9]{0,8})$/.test(index)) throw new Fails("status-list-wrong");
  try {
    return await bitAt(String(dig(list.claims, "credentialSubject", "encodedList")), Number(index));
  } catch {
    throw new Fails("status-list-wrong");
  }
}

// What the facts repeat from the credential: [place in the facts, place in the claims]

const ASSESSMENT = ["credentialSubject", "conformityAssessment", 0];
const EVIDENCE = ["evidence", 0];
const PRODUCT = [...ASSESSMENT, "assessedProduct", 0, "product"];
const REPEATED = [
  [["certificate", "number"], [...EVIDENCE, "certificateNumber"]],
  [["scheme"], [...EVIDENCE, "scheme"]],
  [["seal"], [...EVIDENCE, "seal"]],
  [["rule", "code"], [...EVIDENCE, "rule", "code"]],
  [["rule", "version"], [...EVIDENCE, "rule", "version"]],
  [["rule", "standard"], [...EVIDENCE, "standard"]],
  [["footprint", "boundary"], [...EVIDENCE, "boundary"]],
  [["footprint", "per", "amount"], [...EVIDENCE, "declaredUnit", "amount"]],
  [["footprint", "per", "unit"], [...EVIDENCE, "declaredUnit", "unit"]],
  [["footprint", "value"], [...ASSESSMENT, "assessedPerformance", 0, "measure", "value"]],
  [["product", "name_zh"], [...PRODUCT, "name"]],
  [["product", "model"], [...PRODUCT, "modelNumber"]],
  [["product", "gtin"], [...PRODUCT, "registeredId"]],
  [["product", "cpc"], [...PRODUCT, "productCategory", 0, "code"]],
  [["enterprise", "id"], ["credentialSubject", "issuedToParty", "registeredId"]],
  [["enterprise", "name_zh"], ["credentialSubject", "issuedToParty", "name"]],
  [["body", "did"], ["issuer", "id"]],
  [["body", "id"], ["issuer", "issuerAlsoKnownAs", 0, "registeredId"]],
  [["body", "name_zh"], ["issuer", "name"]],
  [["body", "name_en"], ["issuer", "issuerAlsoKnownAs", 0, "name"]],
];
const MOMENTS = [
  [["certificate", "valid_from"], ["validFrom"]],
  [["certificate", "valid_until"], ["validUntil"]],
];

// The checks, in the order in which they are shown

async function credentialSignature(context) {
  const { credential, files } = context;
  if (!credential) throw new Fails("credential-unreadable");
  const key =
    named(credential.keyId, context.issuerKeys) ??
    named(credential.keyId, keysOf(parseJson(files["did/body.json"])));
  if (!key || !(await isSignedBy(credential, key))) throw new Fails("credential-tampered");
}

async function issuerTrusted(context) {
  const { credential, body } = context;
  if (!body || !credential.keyId.startsWith(`${body.did}#`)) throw new Fails("issuer-not-trusted");
  const key = named(credential.keyId, context.issuerKeys);
  if (!key || !(body.keys || (await isDocumentLogged(context)))) {
    throw new Fails("issuer-key-not-trusted");
  }
  const { iat, validFrom } = context.claims;
  const signedAt = Number.isInteger(iat) ? iat * 1000 : moment(validFrom);
  if (signedAt === null || !wasInUse(key, signedAt)) throw new Fails("issuer-key-retired");
}

async function isDocumentLogged({ files, policy, body }) {
  const entry = parseJson(files["did/body.entry.json"]);
  const digest = await sha256Hex(files["did/body.json"]);
  if (dig(entry, "kind") !== "did-document" || dig(entry, "did") !== body.did) return false;
  if (dig(entry, "document_sha256") !== digest) return false;
  const proof = files["did/body.tlog-proof"];
  try {
    const isSigned = await isNoteSigned(parseProof(proof).note, policy.log.vkey);
    return isSigned && (await isLogged(files["did/body.entry.json"], proof, policy));
  } catch (error) {
    if (error instanceof Unsupported) throw error;
    return false;
  }
}

async function statusLists(context) {
  const { files, policy, at } = context;
  for (const purpose of ["suspension", "revocation"]) {
    const list = readCredential(files[`status/${purpose}.jwt`]);
    const key = list && named(list.keyId, policy.node.keys);
    if (!key || issuerOf(list) !== policy.node.did || !(await isSignedBy(list, key))) {
      throw new Fails("status-list-not-signed");
    }
    const issued = moment(list.claims.validFrom);
    if (issued === null || !wasInUse(key, issued)) throw new Fails("status-list-not-signed");
    const entry = statusEntry(context.claims, purpose);
    const isNamed = list.claims.id === dig(entry, "statusListCredential");
    if (!isNamed || dig(list.claims, "credentialSubject", "statusPurpose") !== purpose) {
      throw new Fails("status-list-wrong");
    }
    await statusBit(context, purpose);
    const ends = moment(list.claims.validUntil);
    const oldest = at - policy.status_max_age_s * 1000;
    if (ends === null || issued < oldest || issued > at + CLOCK_SKEW_MS || at >= ends) {
      throw new Fails("status-list-stale");
    }
  }
}

async function notSuspended(context) {
  if (await statusBit(context, "suspension")) throw new Fails("suspended");
}

async function notRevoked(context) {
  if (await statusBit(context, "revocation")) throw new Fails("revoked");
}

async function withinValidity({ claims, at }) {
  const begins = moment(claims.validFrom);
  const ends = moment(claims.validUntil);
  if (begins === null || ends === null || at >= ends) throw new Fails("expired");
  if (at < begins) throw new Fails("not-yet-valid");
}

async function checkpointSigned({ files, policy }) {
  try {
    const { note } = parseProof(files["log/entry.tlog-proof"]);
    readCheckpoint(note, policy.log.origin);
    if (await isNoteSigned(note, policy.log.vkey)) return;
  } catch (error) {
    if (error instanceof Unsupported) throw error;
  }
  throw new Fails("checkpoint-not-signed");
}

async function inLog({ files, policy }) {
  const entry = files["log/entry.json"];
  if (!(await isLogged(entry, files["log/entry.tlog-proof"], policy))) {
    throw new Fails("not-in-log");
  }
  const logged = parseJson(entry);
  const digest = await sha256Hex(files["credential.jwt"]);
  if (dig(logged, "kind") !== "label" || dig(logged, "credential_sha256") !== digest) {
    throw new Fails("entry-of-another-credential");
  }
}

async function factsAgree({ files, claims }) {
  const facts = parseJson(files["label.json"]);
  const entry = parseJson(files["log/entry.json"]);
  const { index } = parseProof(files["log/entry.tlog-proof"]);
  const same = ([at, said]) => dig(facts, ...at) === dig(claims, ...said);
  const sameMoment = ([at, said]) => {
    const stated = moment(dig(facts, ...at));
    return stated !== null && stated === moment(dig(claims, ...said));
  };
  const isSameLabel =
    dig(facts, "label_number") === dig(entry, "label") && dig(facts, "log", "index") === index;
  if (!REPEATED.every(same) || !MOMENTS.every(sameMoment) || !isSameLabel) {
    throw new Fails("facts-differ");
  }
}

const RULES = [
  ["credential-signature", credentialSignature, []],
  ["issuer-trusted", issuerTrusted, ["credential-signature"]],
  ["status-lists", statusLists, ["credential-signature"]],
  ["not-suspended", notSuspended, ["status-lists"]],
  ["not-revoked", notRevoked, ["status-lists"]],
  ["within-validity", withinValidity, ["credential-signature"]],
  ["checkpoint-signed", checkpointSigned, []],
  ["in-log", inLog, ["credential-signature", "checkpoint-signed"]],
  ["facts-agree", factsAgree, ["in-log"]],
];

async function ask(check, rule, context) {
  try {
    await rule(context);
    return { check, outcome: PASSED, code: check };
  } catch (error) {
    if (error instanceof Unsupported) return { check, outcome: NOT_CHECKED, code: "unsupported" };
    if (error instanceof Fails) return { check, outcome: FAILED, code: error.code };
    throw error;
  }
}

/** Every check about a bundle's files, as of a moment in milliseconds. */
export async function verify(files, policy, at) {
  const credential = readCredential(files["credential.jwt"]);
  const body = credential && policy.bodies.find((known) => known.did === issuerOf(credential));
  const context = {
    files,
    policy,
    at,
    credential,
    claims: credential?.claims ?? {},
    body,
    issuerKeys: body?.keys ?? keysOf(parseJson(files["did/body.json"])),
  };
  const findings = [];
  const settled = new Set();
  for (const [check, rule, needs] of RULES) {
    const isAskable = needs.every((need) => settled.has(need));
    const finding = isAskable
      ? await ask(check, rule, context)
      : { check, outcome: NOT_CHECKED, code: NOT_CHECKED };
    // A checkpoint that this browser cannot verify leaves the inclusion below it checkable.
    if (finding.outcome === PASSED || finding.code === "unsupported") settled.add(check);
    findings.push(finding);
  }
  return findings;
}
