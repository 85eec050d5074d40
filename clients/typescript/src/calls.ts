// One call: its token, its idempotency key, what is tried again, and what is answered.

import { randomUUID } from 'node:crypto'
import { NotModified, Problem } from './problems.js'
import { TokenSource, type Credentials } from './tokens.js'

const ATTEMPTS = 5
const LONGEST_WAIT_MS = 30_000
const LATER = new Set([429, 500, 502, 503, 504])
const SAFE = new Set(['GET', 'PUT', 'DELETE'])

/** What was answered, with the headers that it bore. */
export interface Answer<T> {
  status: number
  data: T
  headers: Headers
  /** Where what was made can be read. */
  location: string | null
  /** Send it back as `If-Match`, and the change happens only to what you read. */
  etag: string | null
  /** Whether this is the first answer to a command that was sent again. */
  isReplay: boolean
}

export interface Options {
  /** Chosen by you, a command happens once even if your program starts anew. */
  idempotencyKey?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

export interface Settings {
  language?: 'zh' | 'en'
  attempts?: number
}

/** What an operation says beyond its method and path. */
export interface Said {
  query?: Record<string, unknown>
  own?: Record<string, unknown>
  body?: unknown
  media?: string
  form?: Record<string, string>
  once?: boolean
  isPublic?: boolean
  raw?: boolean
}

/** What every operation is sent with. */
export class Calls {
  readonly url: string
  private readonly tokens: TokenSource | undefined
  private readonly language: string
  private readonly attempts: number

  /** Without credentials only what everybody may ask can be asked. */
  constructor(url: string, credentials?: Credentials, settings: Settings = {}) {
    this.url = url.replace(/\/+$/, '')
    this.tokens = credentials && new TokenSource(this.url, credentials)
    this.language = settings.language ?? 'zh'
    this.attempts = settings.attempts ?? ATTEMPTS
  }

  /** Read an address that an answer gave, such as a `Location`. */
  get(path: string, options: Options = {}): Promise<Answer<unknown>> {
    return this.call('GET', path, options, {})
  }

  protected async call<T>(
    method: string,
    path: string,
    options: Options,
    said: Said,
  ): Promise<Answer<T>> {
    const headers: Record<string, string> = {
      Accept: 'application/json, */*;q=0.5',
      'Accept-Language': this.language,
      ...texts(said.own),
    }
    if (said.once) headers['Idempotency-Key'] = options.idempotencyKey ?? randomUUID()
    if (said.media) headers['Content-Type'] = said.media
    const request: RequestInit & { headers: Record<string, string> } = {
      method,
      redirect: 'manual',
      headers: { ...headers, ...options.headers },
    }
    if (options.signal) request.signal = options.signal
    const body = sent(said)
    if (body !== undefined) request.body = body
    const address = `${this.url}${path}${search(said.query)}`
    const repeatable = said.once === true || SAFE.has(method)
    const response = await this.answered(address, request, !said.isPublic, repeatable)
    return {
      status: response.status,
      data: (await read(response, said.raw === true)) as T,
      headers: response.headers,
      location: response.headers.get('location'),
      etag: response.headers.get('etag'),
      isReplay: response.headers.get('idempotency-replayed') === 'true',
    }
  }

  /** Rejects with `Problem`; sends again what may be, and asks once for a new token. */
  private async answered(
    address: string,
    request: RequestInit & { headers: Record<string, string> },
    isPrivate: boolean,
    repeatable: boolean,
  ): Promise<Response> {
    let renewed = false
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= this.attempts || !repeatable
      const bearer = isPrivate && this.tokens ? await this.tokens.token() : undefined
      const authorization = bearer ? { Authorization: `Bearer ${bearer}` } : {}
      const headers = { ...request.headers, ...authorization }
      let response: Response
      try {
        response = await fetch(address, { ...request, headers })
      } catch (failure) {
        if (last || request.signal?.aborted) throw failure
        await pause(attempt, null)
        continue
      }
      if (response.status === 401 && bearer && !renewed) {
        renewed = true
        attempt--
        this.tokens?.forget()
        continue
      }
      if (LATER.has(response.status) && !last) {
        await pause(attempt, response.headers.get('retry-after'))
        continue
      }
      if (response.status === 304) throw new NotModified()
      if (response.status >= 400) throw await Problem.of(response)
      return response
    }
  }
}

/** Every item of a list, page after page. */
export async function* pages<T>(
  page: (place: { cursor?: string }) => Promise<Answer<{ items: T[]; next?: string | null }>>,
): AsyncGenerator<T> {
  let place: { cursor?: string } = {}
  for (;;) {
    const read = (await page(place)).data
    yield* read.items
    if (!read.next) return
    place = { cursor: read.next }
  }
}

function texts(values: Record<string, unknown> = {}): Record<string, string> {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(said.map(([name, value]) => [name, String(value)]))
}

function search(query: Record<string, unknown> = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one))
  }
  return parameters.size ? `?${parameters}` : ''
}

function sent(said: Said): BodyInit | undefined {
  if (said.form) return new URLSearchParams(said.form)
  if (said.body instanceof Uint8Array) return new Uint8Array(said.body)
  return said.media ? JSON.stringify(said.body) : undefined
}

async function read(response: Response, raw: boolean): Promise<unknown> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (!bytes.length) return undefined
  const media = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  const isJson = media === 'application/json' || media.endsWith('+json')
  return isJson && !raw ? JSON.parse(new TextDecoder().decode(bytes)) : bytes
}

/** As long as the platform says, else longer each time, and never all clients at once. */
async function pause(attempt: number, told: string | null): Promise<void> {
  const share = 0.5 + Math.random() / 2
  const own = share * Math.min(250 * 2 ** attempt, LONGEST_WAIT_MS)
  const asked = told && /^\d+$/.test(told) ? Math.min(Number(told) * 1000, LONGEST_WAIT_MS) : own
  await new Promise((resolve) => setTimeout(resolve, asked))
}
