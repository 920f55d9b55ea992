import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { note } from './figures.js'
import { judge } from './judgement.js'
import { openPayments, orderIdsOf, report } from './payments.js'
import { SCALE } from './scale.js'
import { startServer } from './server.js'
import { notify } from './shop.js'
import { startStores } from './stores.js'

for (const store of await startStores()) {
  describe(`a ledger in ${store.name} that was restored from a backup`, () => {
    it('pays nothing twice that is reported again, and notes once what it does not know', async () => {
      const site = store.fresh()
      const before = await startServer({ ...site })
      const early = await openPayments(before, SCALE.repeats, 'early')
      const late = await openPayments(before, SCALE.repeats, 'late')
      assert.deepEqual(await report(before, early), [])
      await before.tell({ deliver: true })
      await before.end()
      const backup = await store.backUp(site)

      const after = await startServer({ ...site })
      const unknown = await openPayments(after, SCALE.repeats, 'unknown')
      assert.deepEqual(await report(after, [...late, ...unknown]), [])
      await after.tell({ deliver: true })
      await after.end()

      const restored = await startServer({ ...backup })
      assert.deepEqual(await report(restored, [...early, ...late]), [])
      for (const { success } of [...unknown, ...unknown]) assert.equal(await notify(restored, success), 404)

      const all = orderIdsOf([...early, ...late, ...unknown])
      const { lost, double, repeated, flags } = await judge(backup, [restored], all, SCALE.repeats)
      const done = `${all.length} payments reported again to a restored ledger`
      const more = `${unknown.length} were opened after the backup: refused, each flagged once`
      note({ scenario: 'Backup', store, done, lost, double, more })
      assert.deepEqual({ lost, double, repeated }, { lost: 0, double: 0, repeated: late.length })
      assert.deepEqual(flags, { 'unknown-invoice': unknown.length })
    })
  })
}
