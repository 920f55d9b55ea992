/** Milliseconds after which asking is given up. */
export const POLL_LIMIT = 600_000

const EAGER_UNTIL = 60_000
const EAGER_PAUSE = 2_000
const CALM_PAUSE = 10_000
const LONGEST_BACK_OFF = 30_000

/**
 * Milliseconds to wait before the status is asked for again: two seconds in the first minute, ten after it, and twice
 * as long after each failure. `random` from 0 to 1 spreads it by a fifth either way, so that shops are not asked in step.
 */
export function pollPause(elapsed: number, failures: number, random: number): number {
  const pause = elapsed < EAGER_UNTIL ? EAGER_PAUSE : CALM_PAUSE
  const backOff = failures === 0 ? 0 : Math.min(EAGER_PAUSE * 2 ** (failures - 1), LONGEST_BACK_OFF)
  return Math.round(Math.max(pause, backOff) * (0.8 + 0.4 * random))
}
