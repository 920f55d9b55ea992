/** Work that goes on behind the pages. It keeps no process alive, can be awaited and stopped. */
export interface Errands {
  /** Starts a piece of work, which {@link Errands.settled} then waits for. */
  readonly start: (work: () => Promise<void>) => void
  /** Resolves to true after so many milliseconds, or to false once everything is stopped. */
  readonly pause: (ms: number) => Promise<boolean>
  /** Resolves when nothing that was started is under way any more. */
  readonly settled: () => Promise<void>
  /** Ends every pause and every call to the shop. */
  readonly stop: () => void
  readonly stopped: AbortSignal
}

/** The longest delay that a timer knows: a longer one would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Errands of one emulator. */
export function createErrands(): Errands {
  const underWay = new Set<Promise<void>>()
  const pauses = new Map<NodeJS.Timeout, () => void>()
  const stopper = new AbortController()

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        pauses.delete(timer)
        resolve()
      }, ms)
      timer.unref()
      pauses.set(timer, resolve)
    })

  return {
    start: (work) => {
      const promise = work().finally(() => underWay.delete(promise))
      underWay.add(promise)
    },
    pause: async (ms) => {
      for (let left = ms; left > 0 && !stopper.signal.aborted; left -= LONGEST_TIMER) {
        await sleep(Math.min(left, LONGEST_TIMER))
      }
      return !stopper.signal.aborted
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    stop: () => {
      stopper.abort()
      for (const [timer, resolve] of pauses) {
        clearTimeout(timer)
        resolve()
      }
      pauses.clear()
    },
    stopped: stopper.signal
  }
}
