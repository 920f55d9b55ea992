import { createHash } from 'node:crypto'
import { parsePaywayAlias } from '../../protocol/index.js'
import { pricesOf } from '../fee.js'
import type { Invoice } from '../invoice.js'
import { timeText } from '../notification.js'
import type { Payment } from '../payment.js'
import { paidInvoice } from '../payment.js'
import type { Cabinet, CabinetPayway } from '../settings.js'

/** An id as the gateway writes them, always the same for a name. */
const idOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 24)

export const paywayIdOf = (alias: string): string => idOf(`payway ${alias}`)

export const accountItem = ({ api }: Cabinet) => ({
  _id: api.accountId,
  nm: 'Emulated account',
  tp: api.business ? 'b' : 'p',
  usr: [{ id: api.user, o: '1', rl: 'owner' }]
})

export const checkoutItem = ({ checkoutId, name, payways }: Cabinet) => ({
  id: checkoutId,
  name,
  paysystemInputPayways: Object.fromEntries(
    payways.filter(({ on }) => on).map(({ alias }) => [paywayIdOf(alias), alias])
  )
})

export function paywayItem({ alias, name }: CabinetPayway, index: number) {
  const { method, processor, currency } = parsePaywayAlias(alias)
  return {
    _id: paywayIdOf(alias),
    als: alias,
    ser: method,
    curAls: (currency ?? '').toLowerCase(),
    ps: processor ?? method,
    srt: (index + 1) * 10,
    name: ['ru', 'uk', 'en'].map((l) => ({ l, v: name ?? method }))
  }
}

/** Every currency of the checkout, one to one into every other: the emulator converts nothing. */
export function currencyItems({ currencies }: Cabinet): Record<string, unknown> {
  const all = [...currencies, 'XTS']
  const rates = Object.fromEntries(all.map((code) => [code, { in: 1, out: 1 }]))
  return Object.fromEntries(all.map((code) => [code, rates]))
}

export const purseItem = ({ purseId, api, name, currencies }: Cabinet, balance: string) => ({
  id: purseId,
  accountId: api.accountId,
  type: 'co',
  name: `${name} ${currencies[0] ?? ''}`,
  status: 1,
  balance: Number(balance),
  frozen: 0
})

/** The numbers under which the API knows the states of an invoice. */
const STATES = { new: 0, waitAccept: 2, success: 7, canceled: 8, fail: 9 } as const
const EXPIRED = 5
const RETURNED = 6

/** What the payment book knows of an invoice. Numbers of states are text here, as readers compare them. */
export function invoiceItem(cabinet: Cabinet, payment: Payment, invoice: Invoice, isRefunded: boolean) {
  const { request } = payment
  const { credited } = pricesOf(request.amount, cabinet.fee)
  return {
    id: invoice.id,
    coId: cabinet.checkoutId,
    paymentNo: request.paymentNo,
    state: String(isRefunded ? RETURNED : stateOf(payment, invoice)),
    stateName: invoice.state,
    coAmount: Number(credited),
    currencyCodeChar: request.currency,
    created: timeText(invoice.createdAt),
    processed: invoice.processedAt === null ? '' : timeText(invoice.processedAt),
    ...(cabinet.api.invoiceFields === 'full' && {
      amount: Number(request.amount),
      currency: request.currency,
      payway: invoice.payway
    })
  }
}

function stateOf(payment: Payment, invoice: Invoice): number {
  const isOver = invoice.state === 'canceled' && invoice.outcome !== 'cancel' && !paidInvoice(payment)
  return isOver ? EXPIRED : STATES[invoice.state]
}
