import type { ReactiveControllerHost } from 'lit'
import { parsePaymentStatus } from '../../protocol/index.js'
import type { CheckoutEvent } from '../checkout-state.js'
import { POLL_LIMIT, pollPause } from './poll-pace.js'
import { whilePresent } from '../page/presence.js'
import { ask, routeOf, type Answer, type Asker } from '../page/shop.js'

interface Watch {
  readonly src: string
  readonly statusToken: string
  readonly startedAt: number
  /** Failures in a row. */
  failures: number
  /** The moment that the shop's `Retry-After` named. */
  notBefore: number
}

/**
 * Asks for one payment's status until it is told to stop: at once, then at the pace of {@link pollPause}, never twice
 * at a time, not while the page is hidden, and no longer than {@link POLL_LIMIT}.
 */
export class StatusController {
  readonly #host: Asker
  readonly #tell: (event: CheckoutEvent) => void
  #watch: Watch | null = null
  #call: AbortController | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost & Asker, tell: (event: CheckoutEvent) => void) {
    this.#host = host
    this.#tell = tell
    whilePresent(host, (signal) => {
      document.addEventListener('visibilitychange', this.#wake, { signal })
      window.addEventListener('online', this.#wake, { signal })
      signal.addEventListener('abort', this.#rest)
      this.#wake()
    })
  }

  /** Watches the payment behind this token, or nothing. What is watched already goes on, where there is a shop to ask. */
  watch(src: string | null, statusToken: string | null): void {
    if (this.#watch?.statusToken === statusToken && this.#watch.src === src) return
    this.#rest()
    this.#watch = null
    if (statusToken === null) return
    if (src === null) {
      this.#tell({ type: 'give-up' })
    } else {
      this.#watch = { src, statusToken, startedAt: Date.now(), failures: 0, notBefore: 0 }
      this.#wake()
    }
  }

  /** Goes on where it stopped: somebody is looking again, or the network is back. */
  readonly #wake = (): void => {
    clearTimeout(this.#timer)
    if (!this.#watch || this.#call || document.hidden) return
    if (Date.now() < this.#watch.notBefore) this.#plan(this.#watch, 0)
    else void this.#ask(this.#watch)
  }

  readonly #rest = (): void => {
    clearTimeout(this.#timer)
    this.#call?.abort()
    this.#call = null
  }

  async #ask(watch: Watch): Promise<void> {
    const call = (this.#call = new AbortController())
    const answer = await ask(this.#host, routeOf(watch.src, 'status', watch.statusToken), {}, call)
    if (answer === null) return
    this.#call = null
    this.#tell(this.#read(watch, answer))
    if (this.#watch === watch)
      this.#plan(watch, pollPause(Date.now() - watch.startedAt, watch.failures, Math.random()))
  }

  #read(watch: Watch, answer: Answer): CheckoutEvent {
    const { status = 0, text = '', retryAt = 0 } = typeof answer === 'string' ? {} : answer
    const heard = status === 200 ? parsePaymentStatus(text) : null
    watch.failures = heard ? 0 : watch.failures + 1
    watch.notBefore = retryAt
    if (heard) return { type: 'status', status: heard }
    return { type: isFinal(status) ? 'give-up' : 'silence' }
  }

  #plan(watch: Watch, pause: number): void {
    clearTimeout(this.#timer)
    if (document.hidden) return
    const now = Date.now()
    const next = Math.max(now + pause, watch.notBefore)
    const end = watch.startedAt + POLL_LIMIT
    this.#timer =
      next < end
        ? setTimeout(this.#wake, next - now)
        : setTimeout(() => this.#tell({ type: 'give-up' }), Math.max(end - now, 0))
  }
}

/** Asking again will not help: the token opens nothing. */
const isFinal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429
