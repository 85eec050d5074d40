// Whether a webhook is genuine: Standard Webhooks v1a, Ed25519 over id, time and body.

import { createPublicKey, verify as isSigned } from 'node:crypto'

const TOLERANCE_S = 300

/** The webhook is too old, or nobody whose key is known signed it. */
export class NotGenuine extends Error {}

export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>

/**
 * The id of a genuine webhook; drop what you have by it. Throws `NotGenuine`.
 * `keys` are the `whpk_…` of `/.well-known/webhook-keys.json`, `body` the bytes as they came.
 */
export function verify(keys: readonly string[], headers: WebhookHeaders, body: Uint8Array): string {
  const id = header(headers, 'webhook-id')
  const at = header(headers, 'webhook-timestamp')
  if (!(Math.abs(Date.now() / 1000 - Number(at)) <= TOLERANCE_S))
    throw new NotGenuine('too old or too new')
  const signed = Buffer.concat([Buffer.from(`${id}.${at}.`), body])
  for (const entry of header(headers, 'webhook-signature').split(' ')) {
    const [scheme, signature] = entry.split(',')
    if (scheme !== 'v1a' || !signature) continue
    if (keys.some((key) => fits(key, Buffer.from(signature, 'base64'), signed))) return id
  }
  throw new NotGenuine('no signature is valid')
}

function fits(key: string, signature: Buffer, content: Buffer): boolean {
  const x = Buffer.from(key.replace(/^whpk_/, ''), 'base64').toString('base64url')
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    return isSigned(null, content, publicKey, signature)
  } catch {
    return false
  }
}

function header(headers: WebhookHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name]
  if (typeof value !== 'string' || !value) throw new NotGenuine(`${name} is missing`)
  return value
}
