import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withValues } from '../../../src/server/ledger/postgres/values.js'

describe('values that are written into a statement', () => {
  it('are hexadecimal digits where they are text, whatever they say', () => {
    assert.equal(
      withValues('SELECT $1', [`'; DROP TABLE attempts; -- ґ\\`]),
      `SELECT convert_from(decode('273b2044524f50205441424c4520617474656d7074733b202d2d20d2915c', 'hex'), 'UTF8')`
    )
  })

  it('stand where their numbers stood, as often and in whatever order', () => {
    const values = [1, -2, true, false, null, 6, 7, 8, 9, 10, 11]
    assert.equal(withValues('$11 $10 $1 $2 $3 $4 $5 $1', values), '(11) (10) (1) (-2) true false null (1)')
  })

  it('are refused where PostgreSQL would read another number', () => {
    for (const value of [0.5, NaN, Infinity, 2 ** 53])
      assert.throws(() => withValues('$1', [value]), { message: `${value} is no value for a statement` })
  })

  it('are refused where one is missing', () => {
    assert.throws(() => withValues('$1 $2', [1]), /undefined is no value/)
  })
})
