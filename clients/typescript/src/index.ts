// The client: every operation, and what takes more than one call.

import type { Answer } from './calls.js'
import type { FeedItemView, Problem as Document, TaskView } from './generated/models.js'
import { Operations } from './generated/operations.js'
import { Problem, TaskFailed } from './problems.js'
import { NotGenuine, verify, type WebhookHeaders } from './webhooks.js'

export type { Answer, Options, Settings } from './calls.js'
export type { Credentials } from './tokens.js'
export type * as models from './generated/models.js'
export { NotModified, Problem, TaskFailed } from './problems.js'
export { NotGenuine, verify } from './webhooks.js'

const ENDED = new Set(['done', 'failed', 'cancelled'])
const KEYS_LIVE_MS = 24 * 3600 * 1000
const KEYS_REST_MS = 60_000

/** One system of one organisation; use it for as long as the program lives. */
export class Client extends Operations {
  private keys: string[] = []
  private keysReadAt = -Infinity

  /**
   * What a command came to, also where it became a task (202). Rejects with `Problem` where the
   * task was refused, `TaskFailed` where it was cancelled or broke down.
   */
  async wait<T>(
    answer: Answer<T>,
    { timeoutMs = 600_000, everyMs = 1_000 } = {},
  ): Promise<Exclude<T, TaskView>> {
    const isTask = answer.status === 202 && answer.location?.startsWith('/v1/tasks/')
    if (!isTask) return answer.data as Exclude<T, TaskView>
    const until = Date.now() + timeoutMs
    let task = answer.data as unknown as TaskView
    while (!ENDED.has(task.state)) {
      if (Date.now() > until) throw new Error(`task ${task.id} is still ${task.state}`)
      await new Promise((resolve) => setTimeout(resolve, everyMs))
      task = (await this.getTask(task.id)).data
    }
    return (await this.resultOf(task)) as Exclude<T, TaskView>
  }

  private async resultOf(task: TaskView): Promise<unknown> {
    if (!task.answer) throw new TaskFailed(task)
    const document: unknown = (await this.getTaskAnswer(task.id)).data
    if ((task.status ?? 0) >= 400) throw new Problem(task.status ?? 0, document as Document)
    return document
  }

  /**
   * The feed beyond a position, to its present end; keep `position` with what you did, to go on
   * from it.
   */
  async *events(after = 0, types: string[] = []): AsyncGenerator<FeedItemView> {
    for (;;) {
      const page = (await this.readFeed({ after, type: types })).data
      yield* page.items
      after = page.next
      if (after >= page.head) return
    }
  }

  /**
   * The id of a genuine webhook; rejects with `NotGenuine`. Keys are read daily, and when no
   * signature is valid; forgeries make nobody ask more often than once a minute.
   */
  async verifyWebhook(headers: WebhookHeaders, body: Uint8Array): Promise<string> {
    if (Date.now() - this.keysReadAt > KEYS_LIVE_MS) await this.readKeys()
    try {
      return verify(this.keys, headers, body)
    } catch (failure) {
      const isKnown = !(failure instanceof NotGenuine)
      if (isKnown || Date.now() - this.keysReadAt < KEYS_REST_MS) throw failure
      await this.readKeys()
      return verify(this.keys, headers, body)
    }
  }

  private async readKeys(): Promise<void> {
    this.keys = (await this.listWebhookKeys()).data.keys.map((key) => key.key)
    this.keysReadAt = Date.now()
  }
}
