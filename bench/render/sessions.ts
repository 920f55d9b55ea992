import { createSession, providerAccount, type CheckoutSession, type Payway } from '../../src/server/index.js'

const account = providerAccount({
  checkoutId: '64b0c1d2e3f4a5b6c7d8e9f0',
  secretKey: 'Made-up-key-of-a-benchmark',
  mode: 'live'
})

const known =
  'visa mastercard privat24 liqpay webmoney payeer advcash ibox mts bitcoin tether litecoin'.split(' ')
const kinds = ['card', 'bank', 'wallet', 'cash', 'mobile', 'crypto'] as const

/** A live session of `size` payways, each of a method of its own: some at another price, some out of reach. */
export function sessionOf(size: number): CheckoutSession {
  const attempt = {
    paymentNo: 'A-1001-1',
    amount: '250.50',
    currency: 'UAH',
    description: 'Замовлення A-1001',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    lifetime: 3600
  }
  return createSession(
    account,
    attempt,
    Array.from({ length: size }, (_, index) => paywayOf(index))
  ).session
}

function paywayOf(index: number): Payway {
  const kind = kinds[index % kinds.length] ?? 'card'
  const method = known[index] ?? `${kind}${index}`
  return {
    id: `${method}_cpaytrz_merchant_uah`,
    ...(index in known ? {} : { kind, name: `Way to pay ${index}` }),
    ...(index % 4 === 1 && { amount: `25${index % 9}.75` }),
    ...(index % 10 === 7 && { limits: { min: '300.00' } })
  }
}
