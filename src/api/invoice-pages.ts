import { InterkassaError } from '../protocol/index.js'

const DAY = 24 * 60 * 60 * 1000
const LONGEST_RANGE = 400 * DAY

/** A day as the filters `fromDate` and `toDate` are asked for, and the day after it. */
export interface DayPage {
  readonly fromDate: string
  readonly toDate: string
}

/**
 * The days that hold every moment from `from` to `to`, wherever the gateway's midnight is: no source tells its time
 * zone, so there is one day more on either side. Nor does one tell of pages or of a longest answer, so a long range is
 * asked for day by day.
 *
 * @throws InterkassaError `bad-request` for a range that is none, or of more than 400 days.
 */
export function daysBetween(from: Date, to: Date): readonly DayPage[] {
  const [first, last] = [dayOf(from) - DAY, dayOf(to) + DAY]
  const days = (last - first) / DAY + 1
  if (!(from <= to) || last - first > LONGEST_RANGE) {
    throw new InterkassaError(
      'bad-request',
      'invoices: expected a range from a day to a later one, of up to 400'
    )
  }
  return Array.from({ length: days }, (_, index) => ({
    fromDate: written(first + index * DAY),
    toDate: written(first + (index + 1) * DAY)
  }))
}

const dayOf = (date: Date) => Math.floor(date.getTime() / DAY) * DAY

/** `2026-11-23`, as noted down by one integrator; another one adds a time. */
const written = (time: number) => new Date(time).toISOString().slice(0, 10)
