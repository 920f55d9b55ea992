import type { ReactiveControllerHost } from 'lit'
import { STATUS_TOKEN } from '../../protocol/index.js'
import { ownMember } from '../page/json.js'
import { whilePresent } from '../page/presence.js'

/**
 * Keeps two tabs, or two elements on a page, from paying one order at a time: whoever leaves says so, and two that leave
 * in the same moment draw lots for a lock. Where a browser lacks either, the gateway's own check of payment numbers is
 * all there is.
 */
export class OtherTabs {
  readonly #left: (statusToken: string | null) => void
  #order: string | null = null
  #channel: BroadcastChannel | null = null
  #release: (() => void) | null = null

  constructor(host: ReactiveControllerHost, left: (statusToken: string | null) => void) {
    this.#left = left
    whilePresent(host, (signal) => {
      // with an open channel or a held lock a page is not kept for the back button
      window.addEventListener('pagehide', this.#close, { signal })
      window.addEventListener('pageshow', this.#open, { signal })
      signal.addEventListener('abort', this.#close)
      this.#open()
    })
  }

  /** Minds this order, or none. */
  mind(order: string | null): void {
    this.#close()
    this.#order = order
    this.#open()
  }

  /** Whether this is the only one to leave now. */
  claim(): Promise<boolean> {
    const name = this.#channel?.name
    const { locks } = navigator as { locks?: LockManager }
    if (name === undefined || !locks) return Promise.resolve(true)
    return new Promise((resolve) => {
      const hold = (lock: Lock | null) => {
        resolve(lock !== null)
        return lock && this.#channel && new Promise<void>((release) => (this.#release = release))
      }
      // an origin that may not lock has to go on without
      locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(true))
    })
  }

  /** Gives back what {@link claim} gave. */
  release(): void {
    this.#release?.()
    this.#release = null
  }

  /** Tells the others that the payer leaves from here. */
  tell(statusToken: string | null): void {
    this.#channel?.postMessage({ statusToken })
  }

  readonly #open = (): void => {
    if (this.#order === null || this.#channel) return
    try {
      this.#channel = new BroadcastChannel(`interkassa-checkout ${this.#order}`)
      this.#channel.onmessage = this.#hear
    } catch {
      // a browser that lacks it, or an origin that may keep nothing
    }
  }

  /** What other scripts of the origin may have sent too, so it is read with care. */
  readonly #hear = ({ data }: MessageEvent): void => {
    const statusToken = ownMember(data, 'statusToken')
    if (statusToken === null || (typeof statusToken === 'string' && STATUS_TOKEN.test(statusToken))) {
      this.#left(statusToken)
    }
  }

  readonly #close = (): void => {
    this.release()
    this.#channel?.close()
    this.#channel = null
  }
}
