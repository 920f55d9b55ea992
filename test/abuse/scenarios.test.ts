import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { readCatalogue, SCENARIOS } from './adapter.js'
import { MISSING_SCENARIOS } from './missing-scenarios.js'
import { testNames, textsOf } from './test-names.js'

const { cases } = readCatalogue(
  readFileSync(new URL('../fixtures/abuse-cases.json', import.meta.url), 'utf8')
)

/** A name carries a case where it begins with its id, or with a list in which it stands. */
const idsOf = (name: string) => (/^[A-Z]{3}-\w+(?:, [A-Z]{3}-\w+)*(?=:|$)/.exec(name)?.[0] ?? '').split(', ')
const carried = new Set(testNames().flatMap(idsOf))

const scenarios = cases.filter(({ input }) => SCENARIOS.has(input.op)).map(({ id }) => id)

suite('Scenarios of the catalogue', () => {
  test('each stand at the beginning of a test’s name, but for those that are listed as missing', () => {
    const missing = scenarios.filter((id) => !carried.has(id))
    assert.deepEqual(missing.sort(), [...MISSING_SCENARIOS].sort())
    assert.ok(scenarios.length > 90)
  })

  test('are found in names and nowhere else', () => {
    const source = [
      `// test('NOT-001: in a comment')`,
      `test('NOT-002: alone', () => {})`,
      'it(`NOT-003, NOT-004: both ${"as"} templates`)',
      `test('says NOT-005 later')`
    ].join('\n')
    assert.deepEqual(textsOf(source).flatMap(idsOf).filter(Boolean), ['NOT-002', 'NOT-003', 'NOT-004'])
  })
})
