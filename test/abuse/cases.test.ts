import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { faultsOf, faultsOfDefinitions, isExecutable, readCatalogue, SCENARIOS } from './adapter.js'
import { overhear } from './overhear.js'
import { OVERRIDES } from './overrides.js'

const { definitions, cases } = readCatalogue(
  readFileSync(new URL('../fixtures/abuse-cases.json', import.meta.url), 'utf8')
)
const overridden = new Set(OVERRIDES.map(({ id }) => id))
const performed = cases.filter((one) => isExecutable(one) && !overridden.has(one.id))

suite('the catalogue of attacks', () => {
  for (const one of performed) {
    test(`${one.id} ${one.why ?? one.area}`, async () => {
      const { result: faults } = await overhear(() => faultsOf(definitions, one))
      assert.deepEqual(faults, [])
    })
  }
})

test('every case is performed here, or is a scenario that a test carries in its name', () => {
  const left = cases.filter((one) => !isExecutable(one) && !SCENARIOS.has(one.input.op))
  assert.deepEqual(left, [])
  assert.ok(performed.length > 280, 'most of the catalogue is performed')
})

test('the limits of the catalogue are ours', () => {
  assert.deepEqual(faultsOfDefinitions(definitions), [])
  assert.equal(faultsOfDefinitions({ ...definitions, limits: { body: 1024 } }).length, 1)
})

suite('a case of the catalogue fails', () => {
  const otherwise = (value: unknown): unknown =>
    Array.isArray(value)
      ? [...(value as unknown[]), 'more']
      : typeof value === 'object'
        ? { more: 1 }
        : 'other'

  // An empty list of words is contained in everything, and so is every word that occurs nowhere.
  const spoilt = performed.flatMap((one) => {
    const names = Object.keys(one.expected).filter((name) => name !== 'bodyNotContains')
    const name = names[names.length - 1]
    return name === undefined
      ? []
      : [{ ...one, expected: { ...one.expected, [name]: otherwise(one.expected[name]) } }]
  })

  test('whenever something else is expected of it', async () => {
    const passing: string[] = []
    for (const one of spoilt) {
      const { result: faults } = await overhear(() => faultsOf(definitions, one))
      if (faults.length === 0) passing.push(one.id)
    }
    assert.ok(spoilt.length > 280)
    assert.deepEqual(passing, [])
  })

  const [first] = performed
  assert.ok(first)

  test('whose operation nobody knows', async () => {
    const stranger = { ...first, input: { op: 'refund' } }
    assert.deepEqual(await faultsOf(definitions, stranger), ['no operation is called refund'])
  })

  test('that asks for more than its operation can do', async () => {
    const stranger = { ...first, input: { ...first.input, retries: 3 } }
    assert.deepEqual(await faultsOf(definitions, stranger), [`${first.input.op} knows nothing of retries`])
  })

  test('in which the code under test breaks down', async () => {
    const broken = { ...first, input: { op: 'sign' } }
    assert.match(String(await faultsOf(definitions, broken)), /^broke down: TypeError/)
  })
})
