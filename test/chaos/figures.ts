import { appendFileSync } from 'node:fs'

/** What a scenario has come to in one store. */
export interface Figure {
  readonly scenario: string
  readonly store: { readonly name: string; readonly version: string }
  /** What was done, and how often. */
  readonly done: string
  readonly lost: number
  readonly double: number
  /** What else was measured. */
  readonly more?: string
}

/** Prints a figure, and adds it to the file of those that are to be kept, if there is one. */
export function note(figure: Figure): void {
  const { scenario, store, done, lost, double, more } = figure
  console.log(`${scenario}, ${store.name}: ${done}: ${lost} lost, ${double} double${more ? `; ${more}` : ''}`)
  const file = process.env['CHAOS_FIGURES']
  if (!file) return
  const versions = `Node ${process.versions.node}, ${store.name} ${store.version}`
  const kept = { scenario, store: store.name, done, lost, double, more, versions }
  appendFileSync(file, `${JSON.stringify(kept)}\n`)
}
