import { plain, type PaywayOption } from './payway-option.js'

/** Milliseconds after which a letter begins another name. */
const PAUSE = 1000

let typed = ''
let time = 0

/**
 * The row to go to after a letter was typed, as in a native list: letters in quick succession begin its name, and one with
 * which no name goes on begins another.
 */
export function typeAhead(
  { key, timeStamp, target }: KeyboardEvent,
  rows: readonly PaywayOption[]
): PaywayOption | undefined {
  const letter = plain(key)
  const here = rows.findIndex(({ row }) => row.contains(target as Node))
  const seek = (beginning: string, from: number) => {
    typed = beginning
    return [...rows.slice(from), ...rows].find(({ words }) => words.startsWith(beginning))
  }
  const begun = timeStamp - time < PAUSE ? typed : ''
  time = timeStamp
  return (begun ? seek(begun + letter, here) : undefined) ?? seek(letter, here + 1)
}
