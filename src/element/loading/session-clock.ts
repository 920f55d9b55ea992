import type { ReactiveControllerHost } from 'lit'
import type { CheckoutSession } from '../../protocol/index.js'
import { whilePresent } from '../page/presence.js'

/** setTimeout takes no more than this. */
const LONGEST_TIMEOUT = 2 ** 31 - 1

const MINUTE = 60_000
const NEAR_END = 5 * MINUTE

/**
 * Knows when a session's time is up. The device's clock may be hours off, so the time left is reckoned by the server's
 * own clock, and only how long it has been is measured here.
 */
export class SessionClock {
  readonly #host: ReactiveControllerHost
  readonly #timeIsUp: () => void
  #session: CheckoutSession | null = null
  #deadline = Infinity
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, timeIsUp: () => void) {
    this.#host = host
    this.#timeIsUp = timeIsUp
    whilePresent(host, (signal) => {
      document.addEventListener('visibilitychange', this.#look, { signal })
      signal.addEventListener('abort', () => clearTimeout(this.#timer))
      this.#look()
    })
  }

  /** Minds this session, or none. One that is minded already keeps its deadline. */
  mind(session: CheckoutSession | null): void {
    if (session === this.#session) return
    const now = Date.now()
    const there = session?.serverTime === undefined ? now : Date.parse(session.serverTime)
    this.#session = session
    this.#deadline = session ? now + Date.parse(session.expiresAt) - there : Infinity
    this.#look()
  }

  /** Whether the time is up. Timers stop while a device sleeps, so this is asked before anything is posted. */
  isUp(): boolean {
    return Date.now() >= this.#deadline
  }

  /** Whole minutes left, once there are few. */
  get minutesLeft(): number | null {
    const left = this.#deadline - Date.now()
    return left > NEAR_END ? null : Math.ceil(left / MINUTE)
  }

  readonly #look = (): void => {
    clearTimeout(this.#timer)
    // nobody looks at it: time enough to see to it when somebody does
    if (!this.#session || document.hidden) return
    const left = this.#deadline - Date.now()
    if (left <= 0) {
      this.#timeIsUp()
    } else {
      this.#host.requestUpdate()
      const next = left > NEAR_END ? left - NEAR_END : left % MINUTE || MINUTE
      this.#timer = setTimeout(this.#look, Math.min(next, LONGEST_TIMEOUT))
    }
  }
}
