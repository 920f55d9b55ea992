import type { CheckoutSession, PaymentStatus } from '../../src/protocol/index.js'
import { FEW, LONG } from './payways.js'
import { moment } from './standstill.js'

/** Opens one payment's state; here it opens the script's. */
export const TOKEN = 'gallery-Jm5kYt8Rz1Nw6Xb2HcL9'
/** The token of an attempt before this one. */
const EARLIER_TOKEN = 'gallery-Aa5kYt8Rz1Nw6Xb2HcL9'
/** The attempt's payment number. */
const REFERENCE = 'A-1001-1'

const MINUTE = 60_000

/** A session as the shop's server answers with it. `lifetime` is in milliseconds. */
export function aSession(rest: Partial<CheckoutSession> = {}, lifetime = 60 * MINUTE): CheckoutSession {
  return {
    version: 1,
    action: 'https://sci.interkassa.com/',
    method: 'POST',
    fields: {
      ik_am: '1250.50',
      ik_co_id: '64b0c1d2e3f4a5b6c7d8e9f0',
      ik_cur: 'UAH',
      ik_desc: 'Order A-1001',
      ik_pm_no: REFERENCE,
      ik_sign: 'nN5haYrPeFflC116WA93sP+8cCEvECbnAd8EtiVLh0E='
    },
    payways: [...FEW],
    display: { amount: '1250.50', currency: 'UAH', description: 'Order A-1001', merchant: 'Teapot & Sons' },
    expiresAt: moment(lifetime),
    serverTime: moment(),
    statusToken: TOKEN,
    ...rest
  }
}

/** A session that opens where an earlier attempt at its order may still be paid. */
export function aSecondSession(): CheckoutSession {
  return aSession({ earlier: { statusToken: EARLIER_TOKEN, startedAt: moment(-5 * MINUTE) } })
}

/** A session with much to say. */
export function aLongSession(): CheckoutSession {
  const [amount, currency] = ['1234567.89', 'UAH']
  const description = 'Order A-1001: twelve teapots, a samovar, and instructions for their safe and happy use'
  const { fields, ...rest } = aSession({ payways: [...LONG] })
  return {
    ...rest,
    fields: { ...fields, ik_am: amount, ik_desc: description },
    display: { amount, currency, description, merchant: 'Teapot & Sons, Purveyors of Fine Earthenware' }
  }
}

/** A session of test mode: only the test payway has a form. */
export function aTestSession(payways: CheckoutSession['payways']): CheckoutSession {
  const session = aSession({ payways, mode: 'test' })
  const unsigned = Object.entries(session.fields).filter(([name]) => name !== 'ik_sign')
  return { ...session, fields: Object.fromEntries(unsigned) }
}

/** The ledger's word on a payment, as the status route gives it. */
export const STATUS = {
  created: { state: 'created', reference: REFERENCE },
  pending: { state: 'pending', reference: REFERENCE },
  declined: { state: 'failed', reason: 'declined', reference: REFERENCE },
  canceled: { state: 'failed', reason: 'canceled', reference: REFERENCE },
  expired: { state: 'failed', reason: 'expired', reference: REFERENCE },
  paid: {
    state: 'paid',
    reference: REFERENCE,
    receipt: { amount: '1250.50', currency: 'UAH', payway: 'Visa', time: '2026-11-23T09:58:00Z' }
  }
} as const satisfies Record<string, PaymentStatus>
