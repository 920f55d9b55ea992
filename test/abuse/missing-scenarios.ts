/** Scenarios of the operation `chaos` whose tests are still to come. The list only shrinks. */
export const MISSING_SCENARIOS: readonly string[] = []
