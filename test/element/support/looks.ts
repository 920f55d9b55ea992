import type { InterkassaCheckout } from '../../../src/element/index.js'
import { choose, place, settle, until } from './checkout.js'
import { aSession, STATUS, TOKEN, VISA } from './session.js'
import { empty, FakeShop, json } from './shop.js'

/** The name of a look. */
export type Look = 'loading' | 'ready' | 'paid' | 'unpaid' | 'unverified'

/** The element in the states that show all there is to look at. */
export const LOOKS: Readonly<Record<Look, () => Promise<InterkassaCheckout>>> = {
  loading: async () => {
    const checkout = place(new FakeShop())
    await settle()
    return checkout
  },
  ready: () => chosen(aSession()),
  paid: () => returned(STATUS.paid, 'paid'),
  unpaid: () => returned(STATUS.declined, 'unpaid'),
  unverified: () => told(json({ error: 'not-found' }, 404), 'unverified')
}

/** A shop with this session. */
export const shop = (session = aSession()) => new FakeShop().on('session', json(session)).on('leave', empty)

/** A checkout in which a payway is chosen. */
export async function chosen(session: ReturnType<typeof aSession>): Promise<InterkassaCheckout> {
  const checkout = place(shop(session))
  await until(checkout, 'ready')
  if (session.payways.length > 1) await choose(checkout, VISA.id)
  return checkout
}

/** What became of a payment. */
export const returned = (status: unknown, name: 'paid' | 'unpaid') => told(json(status), name)

/** An outcome that the session route has pointed to: a browser takes only so many returns a second. */
async function told(
  status: ReturnType<typeof json>,
  name: 'paid' | 'unpaid' | 'unverified'
): Promise<InterkassaCheckout> {
  const pointer = json({ error: 'order-paid', statusToken: TOKEN }, 409)
  const checkout = place(new FakeShop().on('session', pointer).on('status', status))
  await until(checkout, name)
  await settle()
  return checkout
}
