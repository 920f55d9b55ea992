import type { ReactiveControllerHost } from 'lit'
import type { CheckoutError } from '../checkout-error.js'
import { whilePresent } from '../page/presence.js'

/** Knows when what failed may be tried again: not before the shop allows it, and by itself when the network is back. */
export class RetryController {
  readonly #host: ReactiveControllerHost
  readonly #retry: () => void
  #error: CheckoutError | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, retry: () => void) {
    this.#host = host
    this.#retry = retry
    whilePresent(host, (signal) => {
      window.addEventListener('online', this.#online, { signal })
      signal.addEventListener('abort', () => clearTimeout(this.#timer))
      this.mind(this.#error)
    })
  }

  /** Minds this failure, or none. */
  mind(error: CheckoutError | null): void {
    clearTimeout(this.#timer)
    this.#error = error
    const wait = (error?.retryAt ?? 0) - Date.now()
    if (wait > 0) this.#timer = setTimeout(() => this.#host.requestUpdate(), wait)
  }

  readonly #online = (): void => {
    const { retryable = false, retryAt = 0 } = this.#error ?? {}
    if (retryable && retryAt <= Date.now()) this.#retry()
  }
}
