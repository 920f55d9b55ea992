import type { CheckoutSession, PaymentStatus, SessionPayway } from '../../../src/protocol/index.js'

const SIGN = 'nN5haYrPeFflC116WA93sP+8cCEvECbnAd8EtiVLh0E='

export const TOKEN = 'q3v0Jm5kYt8Rz1Nw6Xb2HcL9'
export const EARLIER_TOKEN = 'aaaaJm5kYt8Rz1Nw6Xb2HcL9'
export const REFERENCE = 'A-1001-1'

/** A payway as a server signs it. */
export function aPayway(id: string, rest: Partial<SessionPayway> = {}): SessionPayway {
  return {
    id,
    name: id,
    fields: { ik_act: 'process', ik_pw_via: id },
    sign: `${id.replaceAll('_', '')}${SIGN}`.slice(0, 43) + '=',
    ...rest
  }
}

export const VISA = aPayway('visa_cpaytrz_merchant_uah', { name: 'Visa', kind: 'card', currency: 'UAH' })
export const PRIVAT24 = aPayway('privat24_liqpay_merchant_uah', {
  name: 'Privat24',
  kind: 'bank',
  currency: 'UAH'
})
export const TETHER = aPayway('tether_bitpay_merchant_usdt', {
  name: 'Tether',
  kind: 'crypto',
  currency: 'USDT',
  amount: '30.2415'
})

/** A session as the shop's server answers with it, an hour long. */
export function aSession(rest: Partial<CheckoutSession> = {}): CheckoutSession {
  const now = Date.now()
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
      ik_sign: SIGN
    },
    payways: [VISA, PRIVAT24, TETHER],
    display: { amount: '1250.50', currency: 'UAH', description: 'Order A-1001', merchant: 'Teapot & Sons' },
    expiresAt: new Date(now + 3_600_000).toISOString(),
    serverTime: new Date(now).toISOString(),
    statusToken: TOKEN,
    ...rest
  }
}

/** A session of test mode: only the test payway has a form. */
export function aTestSession(): CheckoutSession {
  const session = aSession({
    payways: [aPayway('test_interkassa_test_xts', { name: 'Test payment', kind: 'test' })],
    mode: 'test'
  })
  const unsigned = Object.entries(session.fields).filter(([name]) => name !== 'ik_sign')
  return { ...session, fields: Object.fromEntries(unsigned) }
}

/** The ledger's word, as the status route gives it. */
export const STATUS = {
  created: { state: 'created', reference: REFERENCE },
  pending: { state: 'pending', reference: REFERENCE },
  declined: { state: 'failed', reason: 'declined', reference: REFERENCE },
  canceled: { state: 'failed', reason: 'canceled', reference: REFERENCE },
  expired: { state: 'failed', reason: 'expired', reference: REFERENCE },
  paid: {
    state: 'paid',
    reference: REFERENCE,
    receipt: { amount: '1250.50', currency: 'UAH', payway: 'Visa', time: '2026-11-23T09:30:00Z' }
  }
} as const satisfies Record<string, PaymentStatus>
