// Verifies a label's proof bundle against a trust policy, in the browser, without trusting the
// page: the same checks with the same codes as `registry.domain.verification`.

import {
  isSignedBy,
  issuerOf,
  keysOf,
  named,
  readCredential,
  statusBit,
  statusEntry,
  wasInUse,
} from "./credentials.js";
import { isLogged, isNoteSigned, parseProof, readCheckpoint } from "./log.js";
import { dig, Fails, moment, parseJson, sha256Hex, Unsupported } from "./values.js";

const PASSED = "passed";
const FAILED = "failed";
const NOT_CHECKED = "not-checked";
const CLOCK_SKEW_MS = 300000;

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
  [["product", "category"], [...PRODUCT, "productCategory", 0, "name"]],
  [["enterprise", "id"], ["credentialSubject", "issuedToParty", "registeredId"]],
  [["enterprise", "name_zh"], ["credentialSubject", "issuedToParty", "name"]],
  [["body", "did"], ["issuer", "id"]],
  [["body", "id"], ["issuer", "issuerAlsoKnownAs", 0, "registeredId"]],
  [["body", "name_zh"], ["issuer", "name"]],
  [["body", "name_en"], ["issuer", "issuerAlsoKnownAs", 0, "name"]],
  [["product", "name_en"], [...EVIDENCE, "productNameEn"]],
  [["product", "site_division"], [...EVIDENCE, "siteDivision"]],
  [["enterprise", "name_en"], [...EVIDENCE, "enterpriseNameEn"]],
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

/** Where a value has something that is neither an object nor a list with members. */
function leaves(value, at = []) {
  const members = value !== null && typeof value === "object" ? Object.entries(value) : [];
  return members.length ? members.flatMap(([name, each]) => leaves(each, [...at, name])) : [at];
}

/** What follows from the log, the policy and the credential's own bytes. */
async function following({ files, claims, policy }) {
  const number = dig(parseJson(files["log/entry.json"]), "label");
  const { origin } = policy.log;
  const listed = String(dig(claims, "credentialStatus", 0, "statusListCredential"));
  const node = `${listed.split("://")[0]}://${origin.slice(0, origin.lastIndexOf("/"))}`;
  return [
    [["label_number"], number],
    [["label_url"], `${node}/label/${number}`],
    [["certificate", "credential_sha256"], await sha256Hex(files["credential.jwt"])],
    [["footprint", "unit"], "kgCO2e"],
    [["log", "origin"], origin],
    [["log", "index"], parseProof(files["log/entry.tlog-proof"]).index],
  ];
}

async function factsAgree(context) {
  const { files, claims } = context;
  const facts = parseJson(files["label.json"]);
  const follows = await following(context);
  const same = ([at, said]) => dig(facts, ...at) === dig(claims, ...said);
  const sameMoment = ([at, said]) => {
    const stated = moment(dig(facts, ...at));
    return stated !== null && stated === moment(dig(claims, ...said));
  };
  const isFollowing = ([at, value]) => dig(facts, ...at) === value;
  const known = new Set([...REPEATED, ...MOMENTS, ...follows].map(([at]) => at.join("\n")));
  const isKnown = (at) => known.has(at.join("\n"));
  const isSame = REPEATED.every(same) && MOMENTS.every(sameMoment) && follows.every(isFollowing);
  if (!isSame || !leaves(facts).every(isKnown)) {
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
