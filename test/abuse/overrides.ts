/** A case that is expected to come out otherwise here than the catalogue says. */
export interface Override {
  readonly id: string
  /** Why the catalogue's expectation is not ours. */
  readonly reason: string
  /** The name of the test that says what comes of it instead. */
  readonly test: string
}

/** Nothing of a notification, of the ledger's concurrency, or of what a stranger may ask for is ever set aside. */
export const NEVER_OVERRIDDEN = ['NOT', 'MAL', 'DUP', 'RAC', 'CRE', 'STA'] as const

/** At most so many cases are set aside. */
export const MOST_OVERRIDES = 10

/** The cases that are set aside; `overrides.test.ts` checks the list. */
export const OVERRIDES: readonly Override[] = []
