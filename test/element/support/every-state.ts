import type { CheckoutState, InterkassaCheckout } from '../../../src/element/index.js'
import { PAYWAY_KINDS, type CheckoutSession, type PaymentStatus } from '../../../src/protocol/index.js'
import { arriveWith, catchPosts, choose, find, payBy, place, replace, settle, until } from './checkout.js'
import type { FakeClock } from './clock.js'
import { aPayway, aSession, aTestSession, EARLIER_TOKEN, STATUS, TOKEN, VISA } from './session.js'
import { empty, FakeShop, json, offline } from './shop.js'

/** Brings an element with these attributes into a state. The clock stands still, and is moved where that takes time. */
export type Scene = (attributes: Record<string, string>, clock: FakeClock) => Promise<InterkassaCheckout>

/** Everything that the element tells a payer, in one state or another. */
export const EVERY_STATE = {
  loading: async (attributes) => {
    const checkout = place(new FakeShop(), attributes)
    await settle()
    return checkout
  },
  ready: (attributes) => arrived(place(shop(), attributes), 'ready'),
  'ready, with limits': (attributes) => {
    const dear = aPayway('swift_swift_merchant_uah', { name: 'Swift', kind: 'bank', limits: { min: '5000' } })
    const small = aPayway('ibox_ibox_merchant_uah', { name: 'iBox', kind: 'cash', limits: { max: '1000' } })
    return arrived(place(shop(aSession({ payways: [VISA, dear, small] })), attributes), 'ready')
  },
  'ready, with many of each kind': (attributes) => {
    return arrived(place(shop(ofEachKind()), attributes), 'ready')
  },
  'ready, with currencies': (attributes) => arrived(place(shop(inCurrencies()), attributes), 'ready'),
  'ready, as tiles': (attributes) =>
    arrived(place(shop(inCurrencies()), { ...attributes, layout: 'grid' }), 'ready'),
  'ready, after a search': async (attributes) => searched(attributes, 'two'),
  'ready, after a search in vain': async (attributes) => searched(attributes, 'nowhere'),
  'ready, with the one used last': async (attributes) => {
    replace(Storage.prototype, 'getItem', () => VISA.id)
    return arrived(place(shop(), { ...attributes, 'remember-payway': '' }), 'ready')
  },
  'ready, with one payway': (attributes) =>
    arrived(place(shop(aSession({ payways: [VISA] })), attributes), 'ready'),
  'ready, with nothing that takes the amount': (attributes) => {
    const dear = aPayway('swift_swift_merchant_uah', { name: 'Swift', limits: { min: '5000' } })
    return arrived(place(shop(aSession({ payways: [dear] })), attributes), 'ready')
  },
  'ready, near the end': (attributes) => {
    const expiresAt = new Date(Date.now() + 170_000).toISOString()
    return arrived(place(shop(aSession({ expiresAt })), attributes), 'ready')
  },
  'ready, in test mode': (attributes) => arrived(place(shop(aTestSession()), attributes), 'ready'),
  'ready, since the page could not prepare': async (attributes) => {
    const checkout = await arrived(place(shop(), attributes), 'ready')
    checkout.addEventListener('interkassa-submit', (event) => {
      event.waitUntil(Promise.reject(new Error('the basket could not be saved')))
    })
    await choose(checkout, VISA.id)
    find(checkout, '[part=pay]').click()
    await until(checkout, 'preparing')
    return arrived(checkout, 'ready')
  },
  'ready, since the gateway did not open': async (attributes, clock) => {
    const checkout = await left(attributes)
    await clock.pass(20_000)
    return arrived(checkout, 'ready')
  },
  'ready, since the page forbids to leave': async (attributes) => {
    replace(console, 'error', () => undefined)
    const checkout = await left(attributes)
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        ...{ effectiveDirective: 'form-action', violatedDirective: 'form-action' },
        ...{ blockedURI: 'https://pay.example', documentURI: location.href, originalPolicy: '' },
        ...{ disposition: 'enforce', statusCode: 200 }
      })
    )
    return arrived(checkout, 'ready')
  },
  empty: (attributes) => arrived(place(shop(aSession({ payways: [] })), attributes), 'empty'),
  leaving: (attributes) => left(attributes),

  'failed, offline': (attributes) => failed(attributes, offline),
  'failed, for now': (attributes) => failed(attributes, json({ error: 'unavailable' }, 503)),
  'failed, for good': (attributes) => failed(attributes, json({ error: 'forbidden-origin' }, 403)),
  'failed, with an unknown order': (attributes) => failed(attributes, json({ error: 'order-unknown' }, 404)),
  'failed, with a paid order': (attributes) => failed(attributes, json({ error: 'order-paid' }, 409)),
  'failed, opened too often': (attributes) =>
    failed(attributes, json({ error: 'too-many-attempts' }, 429, { 'retry-after': '300' })),
  'failed, in a foreign frame': (attributes) => {
    replace(window, 'parent', {
      get origin(): never {
        throw new DOMException('of another origin', 'SecurityError')
      }
    })
    return arrived(place(shop(), attributes), 'failed')
  },
  expired: async (attributes, clock) => {
    const checkout = place(null, { ...attributes, src: null })
    checkout.session = aSession({ expiresAt: new Date(Date.now() + 1000).toISOString() })
    await until(checkout, 'ready')
    await clock.pass(1000)
    return arrived(checkout, 'expired')
  },

  'locked, while asking': (attributes) => arrived(place(another(), attributes), 'locked'),
  'locked, by a pending attempt': (attributes) =>
    arrived(place(another().on('status', json(STATUS.pending)), attributes), 'locked'),
  'locked, by an unknown attempt': (attributes) =>
    arrived(place(another().on('status', json({}, 404)), attributes), 'locked'),
  'locked, by another tab': async (attributes) => {
    const checkout = await arrived(place(shop(), attributes), 'ready')
    await left(attributes)
    return arrived(checkout, 'locked')
  },

  verifying: (attributes) => returned(attributes, 'verifying', STATUS.created),
  paid: (attributes) => returned(attributes, 'paid', STATUS.paid),
  'paid, and copied': async (attributes) => {
    replace(navigator, 'clipboard', { writeText: () => Promise.resolve() })
    const checkout = await returned(attributes, 'paid', STATUS.paid)
    find(checkout, '[part=copy]').click()
    await settle()
    return arrived(checkout, 'paid')
  },
  pending: (attributes) => returned(attributes, 'pending', STATUS.pending),
  'pending, no longer asked about': async (attributes, clock) => {
    const checkout = await returned(attributes, 'pending', STATUS.pending)
    await clock.pass(600_000)
    return arrived(checkout, 'pending')
  },
  'unpaid, declined': (attributes) => returned(attributes, 'unpaid', STATUS.declined),
  'unpaid, canceled': (attributes) => returned(attributes, 'unpaid', STATUS.canceled),
  'unpaid, expired': (attributes) => returned(attributes, 'unpaid', STATUS.expired),
  'unverified, without an answer': (attributes) => {
    arriveWith(`interkassa=${TOKEN}`)
    return arrived(place(new FakeShop().on('status', json({}, 404)), attributes), 'unverified')
  },
  'unverified, without a token': (attributes) => {
    arriveWith('interkassa=return')
    return arrived(place(new FakeShop(), attributes), 'unverified')
  },
  'unverified, with nobody to ask': (attributes) => {
    arriveWith(`interkassa=${TOKEN}`)
    const checkout = place(null, { ...attributes, src: null })
    checkout.session = aSession()
    return arrived(checkout, 'unverified')
  }
} as const satisfies Readonly<Record<string, Scene>>

const shop = (session: CheckoutSession = aSession()) =>
  new FakeShop().on('session', json(session)).on('leave', empty)

/** Two payways of every kind, and of none. */
const ofEachKind = () =>
  aSession({
    payways: [...PAYWAY_KINDS, undefined].flatMap((kind) =>
      ['one', 'two'].map((name) => aPayway(`${name}_${kind ?? 'other'}_merchant_uah`, kind && { kind }))
    )
  })

/** A payway in two currencies, of which one has its own price and the other is out of reach. */
const inCurrencies = () =>
  aSession({
    payways: [
      VISA,
      ...['USD', 'EUR'].map((currency, index) =>
        aPayway(`swift_swift_merchant_${currency.toLowerCase()}`, {
          ...{ name: 'Swift', method: 'swift', kind: 'bank', currency },
          ...{ amount: '30.20', limits: { min: index === 0 ? '1' : '500' } }
        })
      )
    ]
  })

async function searched(attributes: Record<string, string>, query: string): Promise<InterkassaCheckout> {
  const checkout = await arrived(place(shop(ofEachKind()), attributes), 'ready')
  const field = find(checkout, '[part=find]') as HTMLInputElement
  field.value = query
  field.dispatchEvent(new Event('input', { bubbles: true }))
  return arrived(checkout, 'ready')
}

/** A shop that offers a second attempt while the first may still be paid. */
const another = () =>
  shop(aSession({ earlier: { statusToken: EARLIER_TOKEN, startedAt: '2026-11-23T09:00:00Z' } }))

const failed = (attributes: Record<string, string>, reply: () => Response | Error) =>
  arrived(place(new FakeShop().on('session', reply), attributes), 'failed')

async function left(attributes: Record<string, string>): Promise<InterkassaCheckout> {
  catchPosts()
  const checkout = await arrived(place(shop(), attributes), 'ready')
  await payBy(checkout, VISA.id)
  return checkout
}

function returned(
  attributes: Record<string, string>,
  name: CheckoutState['name'],
  status: PaymentStatus
): Promise<InterkassaCheckout> {
  arriveWith(`interkassa=${TOKEN}`)
  return arrived(place(shop().on('status', json(status)), attributes), name)
}

async function arrived(
  checkout: InterkassaCheckout,
  name: CheckoutState['name']
): Promise<InterkassaCheckout> {
  await until(checkout, name)
  await settle()
  await checkout.updateComplete
  return checkout
}
