// The transparency log: C2SP tlog-proof, signed note and checkpoint, RFC 6962 inclusion.

import { equal, Fails, fromBase64, join, sha256, Unsupported, utf8 } from "./values.js";

export function parseProof(text) {
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

export async function isNoteSigned(note, vkey) {
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

export function readCheckpoint(note, origin) {
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

export async function isLogged(entry, proofText, policy) {
  const proof = parseProof(proofText);
  const tree = readCheckpoint(proof.note, policy.log.origin);
  return isIncluded(entry, proof, tree);
}
