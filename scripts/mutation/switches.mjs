/**
 * What the mutants read, and where they say that they were passed.
 *
 * @typedef {{ static: Record<string, number>, perTest: Record<string, Record<string, number>> }} Coverage
 * @typedef {{ activeMutant?: string | undefined, currentTestId?: string | undefined, hitCount?: number | undefined,
 *   hitLimit?: number | undefined, mutantCoverage?: Coverage }} Switches
 */
const shared = /** @type {{ __stryker__?: Switches }} */ (/** @type {unknown} */ (globalThis))

/** @type {Switches} */
export const switches = (shared.__stryker__ ??= {})
