import assert from 'node:assert/strict'
import fc from 'fast-check'
import { deriveState, INVOICE_STATES, PAYMENT_STATES, type PaymentState } from '../../src/protocol/index.js'
import { effectOf, isHeld, paidAttempt, statusOf } from '../../src/server/judging/order-state.js'
import type { InvoiceRecord, OrderRecords } from '../../src/server/ledger/ledger.js'
import { VISA } from '../server/fixtures.js'
import { anAttempt, anOrder } from '../server/ledger/records.js'
import type { Fuzz } from './fuzz.js'
import { randomFrom, shuffled } from './random.js'

/** One message of the gateway: of which of the order's attempts, of which invoice, and what it says. */
type Message = readonly [attempt: 0 | 1 | 2, invoice: 1 | 2, state: string, amount: '100.00' | '1.00']

interface Messages {
  readonly list: readonly Message[]
  /** Decides another order of them. */
  readonly order: number
}

const now = Date.parse('2026-11-23T00:00:00Z')

/** Two attempts that are out, and one that was given up. */
const attempts = [0, 1, 2].map((index) =>
  anAttempt(anOrder('A'), index + 1, {
    expiresAt: '2026-11-23T01:00:00Z',
    sentAt: now,
    superseded: index === 2
  })
)

const message = fc.tuple(
  fc.constantFrom(0, 0, 1, 2),
  fc.constantFrom(1, 2),
  fc.constantFrom(
    'new',
    'waitAccept',
    'process',
    'fail',
    'canceled',
    'success',
    'success',
    'refunded',
    '__proto__'
  ),
  fc.constantFrom('100.00', '100.00', '100.00', '1.00')
) as fc.Arbitrary<Message>

/** Whatever is heard of an order, in whatever order, ends alike; it is paid once, and only by what was right. */
export const ledger: Fuzz<Messages, typeof effectOf> = {
  name: 'ledger',
  runs: 100_000,
  inputs: fc.record({ list: fc.array(message, { maxLength: 8 }), order: fc.nat() }),
  holds({ list, order }, effect) {
    const heard = hear(list, effect)
    const other = hear(shuffled(list, randomFrom(order)), effect)
    const twice = hear([...list, ...list], effect)
    assert.deepEqual(lasting(other), lasting(heard))
    assert.deepEqual(lasting(twice), lasting(heard))
    const isRight = ([attempt, , state, amount]: Message) =>
      state === 'success' && amount === '100.00' && attempt !== 2
    const isPaid = list.some(isRight)
    assert.equal(heard.order, isPaid ? 'paid' : expected(list))
    assert.equal(heard.isDelivered, isPaid)
    assert.equal(paidAttempt(heard.records) !== null, isPaid)
    for (const attempt of attempts) {
      assert.equal(statusOf(heard.records, attempt).state === 'paid', isPaid)
    }
    assert.ok(!heard.hasFallen, 'an invoice has fallen back')
  },
  code: effectOf,
  withoutDefence: {
    'rising states': (records, message, at) => {
      const effect = effectOf(records, message, at)
      const said = message.heard.state ?? 'created'
      return message.why ? effect : { ...effect, invoice: { ...effect.invoice, state: said } }
    },
    'a look at what differs': (records, { heard, attempt }, at) =>
      effectOf(records, { source: 'notification', mustConfirm: false, heard, attempt }, at),
    'a look at what was given up': ({ invoices }, message, at) =>
      effectOf(
        { invoices, attempts: attempts.map((attempt) => ({ ...attempt, superseded: false })) },
        message,
        at
      ),
    'a state of its own for each invoice': (records, message, at) =>
      effectOf(records, { ...message, heard: { ...message.heard, invoiceId: '1' } }, at)
  }
}

/** What the order's other invoices say once nothing has paid it. */
function expected(list: readonly Message[]): PaymentState {
  const strongest = new Map<string, number>()
  for (const [attempt, invoice, state, amount] of list) {
    if (amount !== '100.00' || (attempt === 2 && state === 'success')) continue
    const key = `${attempt} ${invoice}`
    const rank = PAYMENT_STATES.indexOf(INVOICE_STATES.get(state) ?? 'created')
    strongest.set(key, Math.max(rank, strongest.get(key) ?? 0))
  }
  return deriveState([...strongest.values()].map((rank) => PAYMENT_STATES[rank] ?? 'created'))
}

interface Heard {
  readonly records: OrderRecords
  readonly order: PaymentState
  readonly isDelivered: boolean
  readonly hasFallen: boolean
}

function hear(list: readonly Message[], effect: typeof effectOf): Heard {
  let invoices: readonly InvoiceRecord[] = []
  let isDelivered = false
  let hasFallen = false
  for (const [index, number, invoiceState, amount] of list) {
    const attempt = attempts[index] ?? assert.fail()
    const state = INVOICE_STATES.get(invoiceState) ?? null
    const why = state === null ? 'unknown-state' : amount === attempt.amount ? null : 'amount-mismatch'
    const heard = {
      paymentNo: attempt.paymentNo,
      invoiceId: String(number),
      invoiceState,
      state,
      amount,
      currency: 'UAH',
      payway: VISA
    }
    const { invoice, newlyPaid } = effect(
      { attempts, invoices },
      { source: 'notification', mustConfirm: false, heard, attempt, ...(why && { why }) },
      now
    )
    const isSame = (known: InvoiceRecord) =>
      known.paymentNo === invoice.paymentNo && known.invoiceId === invoice.invoiceId
    const before = invoices.find(isSame)
    hasFallen ||= before !== undefined && rankOf(before) > rankOf(invoice)
    isDelivered ||= newlyPaid
    invoices = before ? invoices.map((known) => (isSame(known) ? invoice : known)) : [...invoices, invoice]
  }
  return {
    records: { attempts, invoices },
    order: deriveState(invoices.map(({ state }) => state)),
    isDelivered,
    hasFallen
  }
}

const rankOf = ({ state }: InvoiceRecord) => PAYMENT_STATES.indexOf(state)

/** What must not depend on the order of messages. Which of two reasons to hold a success back comes first, may. */
const lasting = ({ records, order, isDelivered }: Heard) => ({
  order,
  isDelivered,
  invoices: records.invoices
    .map((invoice) => {
      const { paymentNo, invoiceId, state, reason } = invoice
      return [paymentNo, invoiceId, state, reason, isHeld(invoice)].join(' ')
    })
    .sort()
})
