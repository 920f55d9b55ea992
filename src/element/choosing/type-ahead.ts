import { plain, type PaywayOption } from './payway-option.js'

/** Milliseconds after which a letter begins another name. */
const PAUSE = 1000

let typed = ''
let time = 0

/**
 * The row to go to after a letter was typed, as in a native list: letters in quick succession begin its name, and the same
 * one again leads to the next.
 */
export function typeAhead(
  { key, timeStamp, target }: KeyboardEvent,
  rows: readonly PaywayOption[]
): PaywayOption | undefined {
  const letter = plain(key)
  typed = timeStamp - time < PAUSE && typed !== letter ? typed + letter : letter
  time = timeStamp
  const here = rows.findIndex(({ row }) => row.contains(target as Node))
  const next = rows.slice(typed === letter ? here + 1 : here)
  return [...next, ...rows].find(({ words }) => words.startsWith(typed))
}
