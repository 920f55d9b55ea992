import { isDeepStrictEqual } from 'node:util'

type Members = Readonly<Record<string, unknown>>
type Comparison = (expected: unknown, found: unknown) => boolean

/** Whether `found` has all that is expected of it, and perhaps more members. Lists are as long as expected. */
const includes: Comparison = (expected, found) => {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(found) &&
      found.length === expected.length &&
      expected.every((one, index) => includes(one, found[index]))
    )
  }
  if (!isMembers(expected)) return expected === found
  return isMembers(found) && Object.entries(expected).every(([name, value]) => includes(value, found[name]))
}

/** How the members of an expectation are read, where equality is not meant. */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['headersInclude', includes],
  ['json', includes],
  ['state', includes],
  [
    'jsonHas',
    (names, found) => isMembers(found) && (names as string[]).every((name) => Object.hasOwn(found, name))
  ],
  ['bodyNotContains', (words, text) => (words as string[]).every((word) => !(text as string).includes(word))]
])

/** What may not come of a case unless it is expected. */
const NEVER_UNEXPECTED = ['error', 'why', 'pmNo']

/** What an outcome has otherwise than a case expects, a line each. */
export function differences(expected: Members, outcome: Members): string[] {
  const unexpected = NEVER_UNEXPECTED.filter((name) => outcome[name] !== undefined && !(name in expected))
  return [...Object.keys(expected), ...unexpected]
    .filter((name) => !(COMPARISONS.get(name) ?? isDeepStrictEqual)(expected[name], outcome[name]))
    .map((name) => `${name}: expected ${written(expected[name])}, found ${written(outcome[name])}`)
}

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null
const written = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
