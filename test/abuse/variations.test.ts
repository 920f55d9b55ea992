import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { faultsOf, readCatalogue } from './adapter.js'
import { overhear } from './overhear.js'
import { variations } from './variations.js'

const { definitions } = readCatalogue(
  readFileSync(new URL('../fixtures/abuse-cases.json', import.meta.url), 'utf8')
)

suite('a variation of the catalogue', () => {
  for (const one of variations) {
    test(`${one.input.op}: ${one.why ?? ''}`, async () => {
      // as it would stand in a file
      const written = JSON.parse(JSON.stringify(one)) as typeof one
      const { result: faults } = await overhear(() => faultsOf(definitions, written))
      assert.deepEqual(faults, [])
    })
  }
})
