import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { CheckoutError } from './checkout-error.js'

/** Knows when what failed may be tried again: not before the shop allows it, and by itself when the network is back. */
export class RetryController implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #retry: () => void
  #error: CheckoutError | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, retry: () => void) {
    this.#host = host
    this.#retry = retry
    host.addController(this)
  }

  hostConnected(): void {
    window.addEventListener('online', this.#online)
    this.mind(this.#error)
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#online)
    clearTimeout(this.#timer)
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
