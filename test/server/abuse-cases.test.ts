import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { mock, suite, test } from 'node:test'
import { faultsOf, isExecutable, LEFT_OUT, readCatalogue } from './abuse-adapter.js'

const { definitions, cases } = readCatalogue(
  readFileSync(new URL('../fixtures/abuse-cases.json', import.meta.url), 'utf8')
)

// The routes log what they may not tell a browser; a failing database is meant to, here.
mock.method(console, 'error', () => undefined)

suite('the catalogue of attacks', { concurrency: true }, () => {
  for (const one of cases.filter(isExecutable)) {
    test(`${one.id} ${one.why ?? one.area}`, async () => {
      assert.deepEqual(await faultsOf(definitions, one), [])
    })
  }
})

test('every case is either performed here or left out by name', () => {
  const unknown = cases.filter((one) => !isExecutable(one) && !LEFT_OUT.has(one.input.op))
  assert.deepEqual(
    unknown.map(({ id }) => id),
    []
  )
  assert.ok(cases.filter(isExecutable).length > 280, 'most of the catalogue is performed')
})
