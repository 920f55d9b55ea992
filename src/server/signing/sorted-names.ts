/** Forms and notifications have the same names again and again, so the order of the last ones is kept. */
let last: { readonly names: readonly string[]; readonly sorted: readonly string[] } = {
  names: [],
  sorted: []
}

/** {@link sortNames} for names that are likely to come again. */
export function sortedNames(names: readonly string[]): readonly string[] {
  if (!areSame(names, last.names)) last = { names, sorted: sortNames(names) }
  return last.sorted
}

/** PHP's `ksort(…, SORT_STRING)` compares bytes. UTF-16 units give the same order up to the surrogates, and sooner. */
export function sortNames(names: readonly string[]): readonly string[] {
  return [...names].sort(names.some((name) => BEYOND_UNITS.test(name)) ? byBytes : byUnits)
}

const areSame = (names: readonly string[], others: readonly string[]) =>
  names.length === others.length && names.every((name, index) => name === others[index])

const BEYOND_UNITS = /[\ud800-\uffff]/

const byUnits = (a: string, b: string) => (a < b ? -1 : 1)
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
