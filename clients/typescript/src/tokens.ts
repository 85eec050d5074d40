// Tokens by `private_key_jwt` (RFC 7523): asked for when needed, and anew before they end.

import { createPrivateKey, randomUUID, sign } from 'node:crypto'
import { Problem } from './problems.js'

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const ASSERTION_LIVES_S = 60
const RENEW_BEFORE_MS = 30_000

/** A client and the private key that proves it: P-256 or RSA, in PEM. */
export interface Credentials {
  clientId: string
  key: string
  keyId: string
  scope?: string
}

/** The token that is in force. */
export class TokenSource {
  private renewAt = 0
  private present: Promise<string> | undefined

  constructor(
    private readonly url: string,
    private readonly credentials: Credentials,
  ) {}

  /** Rejects with `Problem` where the platform gives none. */
  token(): Promise<string> {
    if (!this.present || Date.now() >= this.renewAt) {
      // Until it is known when the new one ends, everybody waits for the same.
      this.renewAt = Infinity
      this.present = this.renewed().catch((failure: unknown) => {
        this.forget()
        throw failure
      })
    }
    return this.present
  }

  /** The platform did not take it. */
  forget(): void {
    this.present = undefined
  }

  private async renewed(): Promise<string> {
    const endpoint = `${this.url}/oauth/token`
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION,
      client_assertion: assertion(this.credentials, endpoint),
    })
    if (this.credentials.scope) form.set('scope', this.credentials.scope)
    const response = await fetch(endpoint, { method: 'POST', body: form })
    if (!response.ok) throw await Problem.of(response)
    const answer = (await response.json()) as { access_token: string; expires_in: number }
    this.renewAt = Date.now() + answer.expires_in * 1000 - RENEW_BEFORE_MS
    return answer.access_token
  }
}

/** A proof that serves once. */
function assertion(credentials: Credentials, audience: string): string {
  const key = createPrivateKey(credentials.key)
  const algorithm = key.asymmetricKeyType === 'ec' ? 'ES256' : 'RS256'
  const now = Math.floor(Date.now() / 1000)
  const head = encoded({ alg: algorithm, kid: credentials.keyId })
  const claims = encoded({
    iss: credentials.clientId,
    sub: credentials.clientId,
    aud: audience,
    iat: now,
    exp: now + ASSERTION_LIVES_S,
    jti: randomUUID(),
  })
  const content = Buffer.from(`${head}.${claims}`)
  const signature = sign('sha256', content, { key, dsaEncoding: 'ieee-p1363' })
  return `${head}.${claims}.${signature.toString('base64url')}`
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
