import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { CheckoutEvent } from '../checkout-state.js'
import { readSessionAnswer, sessionContext } from './session-answer.js'
import { ask, routeOf, type Asker } from '../page/shop.js'

interface Host extends ReactiveControllerHost, Asker {
  readonly gateway: string | null
}

/** What to ask for: an order, and the token of an attempt at it that the payer left for, if there is one. */
export interface SessionRequest {
  readonly src: string
  readonly orderId: string
  readonly leftWith: string | null
}

/** Fetches sessions, one at a time. An answer that nobody waits for any more is dropped. */
export class SessionController implements ReactiveController {
  readonly #host: Host
  readonly #tell: (event: CheckoutEvent) => void
  #request: SessionRequest | null = null
  #call = new AbortController()

  constructor(host: Host, tell: (event: CheckoutEvent) => void) {
    this.#host = host
    this.#tell = tell
    host.addController(this)
  }

  hostConnected(): void {
    if (this.#request) void this.load(this.#request)
  }

  hostDisconnected(): void {
    this.#call.abort()
  }

  /**
   * Asks for a session. If the payer left for an attempt, that is said again first: the word sent on leaving may have
   * been lost, and then the same attempt would be offered once more.
   */
  async load(request: SessionRequest): Promise<void> {
    this.cancel()
    this.#request = request
    const { src, orderId, leftWith } = request
    const call = (this.#call = new AbortController())
    if (leftWith !== null) await ask(this.#host, routeOf(src, 'leave', leftWith), { method: 'POST' }, call)
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ orderId })
    }
    const answer = await ask(this.#host, routeOf(src, 'session'), init, call)
    if (answer === null) return
    this.#request = null
    this.#tell(readSessionAnswer(answer, sessionContext(this.#host.gateway)))
  }

  /** Forgets what was asked for. */
  cancel(): void {
    this.#call.abort()
    this.#request = null
  }
}
