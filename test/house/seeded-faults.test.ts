import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from './scratch.js'

interface SeededFault {
  readonly file: string
  readonly fault: string
  readonly find: string
  readonly put: string
}

const { SEEDED_FAULTS: faults } = (await import(
  new URL('../../scripts/seeded-faults-list.mjs', import.meta.url).href
)) as { SEEDED_FAULTS: readonly SeededFault[] }

test('every fault that is seeded still fits the code', () => {
  const misfits = faults.filter(({ file, find, put }) => {
    const source = readFileSync(join(root, file), 'utf8')
    return source.split(find).length !== 2 || find === put
  })
  assert.deepEqual(
    misfits.map(({ file, fault }) => `${file}: ${fault}`),
    []
  )
  assert.ok(faults.length >= 60)
})
