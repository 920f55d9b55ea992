/** Milliseconds that a timer may take and still go off. The element waits longer for what does not answer. */
const SHORT = 10_000

let now = Date.parse('2026-11-23T10:00:00Z')

/** The page's moment, the same whenever it is looked at. */
export function moment(later = 0): string {
  return new Date(now + later).toISOString()
}

/** Lets so many milliseconds pass at once. */
export function pass(milliseconds: number): void {
  now += milliseconds
}

/**
 * Stops the page's clock: what counts down stays where it is, and nothing that is being waited for is given up. Forms
 * stay, too: a payer who leaves is shown leaving for ever.
 */
export function standStill(): void {
  Date.now = () => now
  const setTimeout = window.setTimeout.bind(window)
  const patient = (run: TimerHandler, wait = 0) => (wait < SHORT ? setTimeout(run, wait) : 0)
  Object.assign(window, { setTimeout: patient })
  HTMLFormElement.prototype.submit = () => undefined
}
