import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryLedger } from '../../../src/server/ledger/memory/index.js'
import { ledgerConformance } from './conformance.js'

ledgerConformance('a ledger in memory', memoryLedger)

test('a ledger in memory is closed as every other', async () => {
  const closed = memoryLedger().close()
  assert.ok(closed instanceof Promise)
  await closed
})
