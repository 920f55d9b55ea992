import assert from 'node:assert/strict'
import fc from 'fast-check'
import { InterkassaError } from '../../src/protocol/index.js'
import { expectationsOf, recordNotification } from '../../src/server/hearing/record-notification.js'
import { verifyNotification } from '../../src/server/hearing/verify-notification.js'
import { orderKeyOf } from '../../src/server/judging/record-message.js'
import type { Ledger } from '../../src/server/ledger/ledger.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { signedText } from '../../src/server/signing/signature.js'
import { anAccount, gatewaySign, notificationFields, SECRET_KEY, type Fields } from '../server/fixtures.js'
import { anAttempt, anOrder } from '../server/ledger/records.js'
import type { Fuzz } from './fuzz.js'
import { randomFrom, someOf } from './random.js'
import { NOTIFICATION_NAMES, someReading } from './rekeyings.js'

/** A genuine notification, and which of all messages with its signature is sent besides. */
interface TwoReadings {
  readonly changes: Fields
  readonly read: boolean
  readonly choice: number
  /** Whether the other message comes first. */
  readonly first: boolean
}

type Receive = (ledger: Ledger, body: string) => Promise<string>

const account = anAccount()
const known = anAttempt(anOrder('1001'), 1, { paymentNo: '1001' })

const receive: Receive = async (ledger, body) => {
  const verified = await verifyNotification(account, body, expectationsOf(ledger, account))
  return recordNotification(ledger, account, verified, 0)
}

/** What was recorded once is refused under other names, and whatever comes in whatever order pays an order once. */
export const twoReadings: Fuzz<TwoReadings, Receive> = {
  name: 'two-readings',
  runs: 10_000,
  inputs: fc.record({
    changes: fc.constantFrom<Fields>(
      {},
      { ik_trn_id: 'T-1' },
      { ik_desc: 'gift:777:success', ik_inv_st: 'canceled' },
      { ik_x_a: '778', ik_x_b: 'success', ik_x_c: '1001', ik_inv_st: 'fail' },
      { _ik_x_user: '3', ik_x_user: '3' }
    ),
    read: fc.boolean(),
    choice: fc.nat(),
    first: fc.boolean()
  }),
  async holds({ changes, read, choice, first }, receive) {
    const fields = notificationFields(known, changes)
    const text = signedText(fields)
    const random = randomFrom(choice)
    const other = (read ? someReading(text, random) : null) ?? renamed(fields, random)
    if (isSame(fields, other)) return
    const sign = gatewaySign(fields, SECRET_KEY)
    const bodies = [fields, other].map((one) => String(new URLSearchParams({ ...one, ik_sign: sign })))
    if (first) bodies.reverse()
    const ledger = memoryLedger()
    await ledger.transaction(orderKeyOf(known), (transaction) => transaction.insertAttempt(known))
    const results: string[] = []
    for (const body of bodies) results.push(await receive(ledger, body).catch(codeOf))
    const isRecorded = ['applied', 'stale', 'quarantined']
    if (results.every((result) => isRecorded.includes(result))) assert.fail(results.join(' and '))
    if (isRecorded.includes(results[0] ?? '')) assert.equal(results[1], 'malleated')
    const events = await ledger.claimEvents(account, 0, 1, 100)
    assert.ok(events.filter(({ event }) => event.kind === 'paid').length <= 1)
  },
  code: receive,
  withoutDefence: {
    'the memory of what was recorded': async (ledger, body) => {
      const verified = await verifyNotification(account, body, expectationsOf(ledger, account))
      return recordNotification(ledger, account, { ...verified, fingerprint: verified.digest }, 0)
    },
    'the look at refused messages': async (ledger, body) => {
      const { attempt, issued } = expectationsOf(ledger, account)
      return recordNotification(
        ledger,
        account,
        await verifyNotification(account, body, { attempt, issued }),
        0
      )
    }
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof InterkassaError)) throw error
  return error.code
}

const isSame = (a: Fields, b: Fields) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

/** The message with some of its names changed to others that sort alike, and neighbours joined. */
function renamed(fields: Fields, random: () => number): Fields {
  const names = [...NOTIFICATION_NAMES, ...Object.keys(fields)].sort()
  const pieces = signedText(fields).split(':')
  const isKept = random() < 0.5
  if (isKept) {
    const entries = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
    const at = Math.floor(random() * entries.length)
    return Object.fromEntries(
      entries.map(([name, value], index) => [index === at ? `${name}0` : name, value])
    )
  }
  const unique = [...new Set(names)]
  const count = Math.min(unique.length, pieces.length)
  const borders = someOf([...pieces.keys()].slice(1), count - 1, random)
  const chosen = someOf(unique, count, random)
  return Object.fromEntries(
    [0, ...borders].map((from, index) => [
      chosen[index] ?? 'ik_zz',
      pieces.slice(from, borders[index]).join(':')
    ])
  )
}
