import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { within } from '../../../src/server/ledger/postgres/deadline.js'

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

describe('what has to end in time', () => {
  for (const [end, run] of Object.entries({
    done: () => Promise.resolve(),
    failed: () => Promise.reject(new Error('no'))
  })) {
    it(`keeps no process waiting when it is ${end}`, async () => {
      const before = timers()
      await within(60_000, run).catch(() => undefined)
      assert.equal(timers(), before)
    })
  }
})
