import type { Contestant } from './contestants.js'

/** What is measured, in the order of a round. */
export const MEASURES = [
  'first render of 12 payways',
  'first render of 100 payways',
  'choosing one of 100',
  'script start to defined',
  'script file to defined'
] as const
export type Measure = (typeof MEASURES)[number]

/** Some figures in the middle, and where the middle half of them lies. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** The CPU milliseconds of every round. */
export class Figures {
  readonly #rounds = new Map<string, number[]>()

  add(measure: Measure, who: Contestant, milliseconds: number): void {
    const rounds = this.#rounds.get(`${measure} ${who}`) ?? []
    this.#rounds.set(`${measure} ${who}`, [...rounds, milliseconds])
  }

  /** Each round without what an empty page costs. Empty for whoever was not measured by this. */
  of(measure: Measure, who: Contestant): readonly number[] {
    const idle = spreadOf(this.#all(measure, 'nothing')).median
    return this.#all(measure, who).map((milliseconds) => milliseconds - idle)
  }

  /** How many times as dear as `base`, round by round. */
  ratio(measure: Measure, who: Contestant, base: Contestant): Spread {
    const bases = this.of(measure, base)
    return spreadOf(this.of(measure, who).map((milliseconds, round) => milliseconds / (bases[round] ?? NaN)))
  }

  #all(measure: Measure, who: Contestant): readonly number[] {
    return this.#rounds.get(`${measure} ${who}`) ?? []
  }
}

/** The median and the quartiles. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? NaN
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}
