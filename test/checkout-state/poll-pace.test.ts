import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pollPause } from '../../src/element/returning/poll-pace.js'

describe('the pace of asking', () => {
  it('is two seconds in the first minute, and ten after it', () => {
    assert.equal(pollPause(0, 0, 0.5), 2_000)
    assert.equal(pollPause(59_999, 0, 0.5), 2_000)
    assert.equal(pollPause(60_000, 0, 0.5), 10_000)
  })

  it('backs off while nobody answers: 2, 4, 8, 16, 30 seconds', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 50].map((failures) => pollPause(0, failures, 0.5))

    assert.deepEqual(pauses, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })

  it('is never quicker after a failure than without one', () => {
    assert.equal(pollPause(60_000, 1, 0.5), 10_000)
  })

  it('spreads by a fifth either way', () => {
    assert.equal(pollPause(0, 0, 0), 1_600)
    assert.equal(pollPause(0, 0, 1), 2_400)
  })
})
