// Signed credentials (vc+jwt), the keys of DID documents, and the status lists they point to.

import { dig, Fails, fromBase64Url, join, moment, utf8 } from "./values.js";

const ENTRIES = 131072;

export function readCredential(token) {
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

export function issuerOf(credential) {
  const issuer = credential.claims.issuer;
  return typeof issuer === "string" ? issuer : dig(issuer, "id");
}

export function keysOf(document) {
  const methods = dig(document, "verificationMethod");
  const own = (method) => String(dig(method, "id")).startsWith(`${dig(document, "id")}#`);
  return Array.isArray(methods) ? methods.filter(own) : [];
}

export function named(keyId, keys) {
  return keys.find((key) => key.id === keyId && key.publicKeyJwk);
}

export async function isSignedBy(credential, key) {
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

export function wasInUse(key, at) {
  if (key.expires == null) return true;
  const ends = moment(key.expires);
  return ends !== null && at < ends;
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

export function statusEntry(claims, purpose) {
  const entries = [claims.credentialStatus].flat();
  return entries.find((entry) => dig(entry, "statusPurpose") === purpose);
}

export async function statusBit(context, purpose) {
  const list = readCredential(context.files[`status/${purpose}.jwt`]);
  const index = String(dig(statusEntry(context.claims, purpose), "statusListIndex"));
  if (!/^(0|[1-9][0-9]{0,8})$/.test(index)) throw new Fails("status-list-wrong");
  try {
    return await bitAt(String(dig(list.claims, "credentialSubject", "encodedList")), Number(index));
  } catch {
    throw new Fails("status-list-wrong");
  }
}
