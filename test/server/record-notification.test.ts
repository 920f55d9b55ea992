import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { InterkassaError, type ErrorCode } from '../../src/protocol/index.js'
import {
  expectationsOf,
  noteRefused,
  recordNotification
} from '../../src/server/hearing/record-notification.js'
import { verifyNotification } from '../../src/server/hearing/verify-notification.js'
import type { Ledger } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { anAccount, notification, type Fields } from './fixtures.js'
import { aFingerprint, anAttempt, anOrder, OWNER } from './ledger/records.js'

const ACCOUNT = anAccount()
const ORDER = anOrder('A-1')
const ATTEMPT = anAttempt(ORDER)
const NOW = Date.parse(ATTEMPT.expiresAt) - 60_000

async function ledgerWithAttempt(): Promise<Ledger> {
  const ledger = memoryLedger()
  await ledger.transaction(ORDER, (transaction) => transaction.insertAttempt(ATTEMPT))
  return ledger
}

const flagsIn = async (ledger: Ledger) =>
  (await ledger.claimEvents(OWNER, NOW, NOW + 1, 10)).map(({ event }) => event)

suite('A notification', () => {
  async function record(confirmAbove?: string | null, changes: Fields = {}, ledger?: Ledger) {
    const used = ledger ?? (await ledgerWithAttempt())
    const body = notification(ATTEMPT, changes)
    const verified = await verifyNotification(ACCOUNT, body, expectationsOf(used, ACCOUNT))
    return recordNotification(used, ACCOUNT, verified, NOW, confirmAbove)
  }

  test('of the amount from which the gateway has to confirm waits for that', async () => {
    assert.equal(await record('100'), 'awaiting')
    assert.equal(await record('99.99'), 'awaiting')
    assert.equal(await record('100.01'), 'applied')
    assert.equal(await record(null), 'applied')
    assert.equal(await record(), 'applied')
  })

  test('that comes again is a duplicate, also where it was held back', async () => {
    for (const changes of [{}, { ik_am: '1.00' }]) {
      const ledger = await ledgerWithAttempt()
      assert.equal(await record(null, changes, ledger), changes.ik_am ? 'quarantined' : 'applied')
      assert.equal(await record(null, changes, ledger), 'duplicate')
    }
  })

  test('of the same text under other names is refused', async () => {
    const ledger = await ledgerWithAttempt()
    const verified = await verifyNotification(ACCOUNT, notification(ATTEMPT), expectationsOf(ledger, ACCOUNT))
    await recordNotification(ledger, ACCOUNT, verified, NOW)
    const other = { ...verified, digest: aFingerprint('b') }
    await assert.rejects(recordNotification(ledger, ACCOUNT, other, NOW), { code: 'malleated' })
  })

  test('is compared with what the ledger has of this checkout and mode', async () => {
    const ledger = await ledgerWithAttempt()
    await ledger.transaction(ORDER, async (transaction) => {
      await transaction.rememberIssued([aFingerprint('a')])
      await transaction.rememberSeen(aFingerprint('b'), 'digest')
    })
    const { attempt, issued, seen } = expectationsOf(ledger, ACCOUNT)
    assert.deepEqual(await attempt('A-1-1'), ATTEMPT)
    assert.equal(await attempt('A-1-2'), null)
    assert.deepEqual([await issued(aFingerprint('a')), await issued(aFingerprint('b'))], [true, false])
    assert.deepEqual([await seen(aFingerprint('b')), await seen(aFingerprint('a'))], ['digest', null])
  })
})

suite('A message that was refused', () => {
  const note = async (code: ErrorCode, ledger: Ledger, body = notification(ATTEMPT)) => {
    await noteRefused(ledger, ACCOUNT, Buffer.from(body), new InterkassaError(code, 'why'))
    return flagsIn(ledger)
  }

  test('is told to the operator if it points to a wrong configuration', async () => {
    const id = `flag:wrong-mode:${OWNER.checkoutId}:live:A-1-1:77700001`
    const subject = { mode: 'live', paymentNo: 'A-1-1', invoiceId: '77700001' }
    const event = { ...OWNER, id, kind: 'flag' }
    const flag = { id, kind: 'wrong-mode', ...subject, held: false, message: 'why' }
    assert.deepEqual(await note('wrong-mode', await ledgerWithAttempt()), [{ ...event, flag }])
    assert.deepEqual(await note('wrong-mode', memoryLedger()), [{ ...event, flag }])
    const [unknown] = await note('unknown-invoice', memoryLedger())
    assert.equal(unknown?.id, id.replace('wrong-mode', 'unknown-invoice'))
  })

  test('is told of with what it lacks left empty', async () => {
    const [event] = await note('wrong-mode', memoryLedger(), 'ik_co_id=1')
    assert.equal(event?.id, `flag:wrong-mode:${OWNER.checkoutId}:live::`)
  })

  test('is told once, and never for any other reason', async () => {
    for (const ledger of [await ledgerWithAttempt(), memoryLedger()]) {
      assert.equal((await note('wrong-mode', ledger)).length, 1)
      assert.equal((await note('wrong-mode', ledger)).length, 0)
      for (const code of ['bad-signature', 'malleated', 'reflected'] as const)
        assert.deepEqual(await note(code, ledger), [])
    }
  })

  test('keeps look-ups from paying the attempt that it names', async () => {
    const ledger = await ledgerWithAttempt()
    await note('unknown-invoice', ledger)
    const { attempts } = await ledger.read(ORDER)
    assert.deepEqual(
      attempts.map(({ distrusted }) => distrusted),
      [true]
    )
  })
})
