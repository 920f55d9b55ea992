import { settle } from './checkout.js'

interface Timer {
  readonly at: number
  readonly run: () => void
}

const real = {
  setTimeout: window.setTimeout.bind(window),
  clearTimeout: window.clearTimeout.bind(window),
  now: Date.now.bind(Date)
}

/** A clock that stands still until it is moved. */
export class FakeClock {
  readonly #timers = new Map<number, Timer>()
  #now = real.now()
  #id = 1_000_000

  /** Takes the place of the page's own clock. */
  install(): this {
    window.setTimeout = ((run: () => void, wait = 0) => {
      this.#timers.set(++this.#id, { at: this.#now + wait, run })
      return this.#id
    }) as typeof window.setTimeout
    window.clearTimeout = (id) => {
      if (!this.#timers.delete(id as number)) real.clearTimeout(id)
    }
    Date.now = () => this.#now
    return this
  }

  /** Gives the page its own clock back. */
  uninstall(): void {
    Object.assign(window, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout })
    Date.now = real.now
  }

  /** Lets so many milliseconds pass, and everything happen that happens in them. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    await settle()
    for (;;) {
      const [id, next] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? []
      if (id === undefined || !next || next.at > end) break
      this.#timers.delete(id)
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await settle()
    }
    this.#now = end
    await settle()
  }

  /** Moves on without a timer noticing, as a device does that sleeps. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds
  }
}
