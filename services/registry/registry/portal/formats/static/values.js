// Bytes, texts and JSON values, and how a check says that it does not hold.

export class Fails extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** This browser lacks an algorithm; the check stays open rather than failing. */
export class Unsupported extends Error {}

export const utf8 = new TextEncoder();

export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Fails("base64");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export function fromBase64Url(text) {
  return fromBase64(text.replace(/-/g, "+").replace(/_/g, "/"));
}

export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function equal(left, right) {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export async function sha256Hex(text) {
  const digest = await sha256(utf8.encode(text));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function dig(value, ...path) {
  return path.reduce((found, step) => (found == null ? null : found[step] ?? null), value);
}

export function moment(text) {
  const found = typeof text === "string" ? Date.parse(text) : NaN;
  return Number.isNaN(found) ? null : found;
}
