// Refusals as errors: decide by `type`, show `messages`, mend what `errors` names.

import type { Fault, Problem as Document, TaskView } from './generated/models.js'

/** Nothing changed since the `If-None-Match` that was sent. */
export class NotModified extends Error {}

/** Why a request was refused (RFC 9457). */
export class Problem extends Error {
  readonly status: number
  readonly document: Partial<Document>

  constructor(status: number, document: Partial<Document>) {
    const said = document.detail ?? document.title ?? ''
    super(`${status} ${document.type ?? 'about:blank'}: ${said} (${document.trace_id ?? ''})`)
    this.status = status
    this.document = document
  }

  get type(): string {
    return this.document.type ?? 'about:blank'
  }

  /** The last word of the type, such as `certificate-not-found`. */
  get problem(): string {
    return this.type.split(':').at(-1) ?? ''
  }

  get title(): string {
    return this.document.title ?? ''
  }

  get errors(): Fault[] {
    return this.document.errors ?? []
  }

  get traceId(): string | null {
    return this.document.trace_id ?? null
  }

  /** That of an answer; what stands between may answer without a document. */
  static async of(response: Response): Promise<Problem> {
    const text = await response.text()
    return new Problem(response.status, documentIn(text))
  }
}

/** A task ended without an answer: it was cancelled, or it broke down. */
export class TaskFailed extends Error {
  readonly task: TaskView

  constructor(task: TaskView) {
    super(`task ${task.id}: ${task.state}`)
    this.task = task
  }
}

function documentIn(text: string): Partial<Document> {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return { title: text.slice(0, 200) }
    // OAuth has its own form (RFC 6749, 5.2).
    if ('error' in parsed)
      return {
        type: `urn:ietf:rfc:6749:${String(parsed.error)}`,
        detail: 'error_description' in parsed ? String(parsed.error_description) : '',
      }
    return parsed
  } catch {
    return { title: text.slice(0, 200) }
  }
}
