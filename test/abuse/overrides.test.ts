import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { faultsOf, readCatalogue } from './adapter.js'
import { overhear } from './overhear.js'
import { MOST_OVERRIDES, NEVER_OVERRIDDEN, OVERRIDES, type Override } from './overrides.js'
import { testNames } from './test-names.js'

const { definitions, cases } = readCatalogue(
  readFileSync(new URL('../fixtures/abuse-cases.json', import.meta.url), 'utf8')
)

/** What is wrong with a list of overrides, a line each. */
async function faultsOfOverrides(overrides: readonly Override[]): Promise<string[]> {
  const faults = overrides.length > MOST_OVERRIDES ? [`more than ${MOST_OVERRIDES}`] : []
  for (const { id, reason, test: replacement } of overrides) {
    const one = cases.find((known) => known.id === id)
    if (!one) faults.push(`${id} is no case`)
    else if ((await overhear(() => faultsOf(definitions, one))).result.length === 0)
      faults.push(`${id} passes, and is not to be set aside`)
    if (NEVER_OVERRIDDEN.some((area) => id.startsWith(area))) faults.push(`${id} may not be set aside`)
    if (reason.length < 20) faults.push(`${id} has no reason`)
    if (!testNames().some((name) => name === replacement)) faults.push(`${id}: no test is called so`)
  }
  return faults
}

test('no case is set aside without a reason, a right and a test in its place', async () => {
  assert.deepEqual(await faultsOfOverrides(OVERRIDES), [])
})

test('a case that has none of these is found', async () => {
  assert.deepEqual(await faultsOfOverrides([{ id: 'NOT-031', reason: '', test: 'no test at all' + '!' }]), [
    'NOT-031 passes, and is not to be set aside',
    'NOT-031 may not be set aside',
    'NOT-031 has no reason',
    'NOT-031: no test is called so'
  ])
  assert.deepEqual(
    await faultsOfOverrides([{ id: 'SES-000', reason: '', test: '' }]).then(([one]) => one),
    'SES-000 is no case'
  )
  const many = Array<Override>(11).fill({ id: 'SES-000', reason: '', test: '' })
  assert.equal((await faultsOfOverrides(many))[0], 'more than 10')
})
