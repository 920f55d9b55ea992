import type { InterkassaCheckout } from '../../../src/element/index.js'
import type { CheckoutSession, SessionPayway } from '../../../src/protocol/index.js'
import { findAll, place, until } from './checkout.js'
import { aPayway, aSession } from './session.js'
import { empty, FakeShop, json } from './shop.js'

/** An element in which the payer can choose from these payways, or from those of a whole session. */
export async function offer(
  offered: readonly SessionPayway[] | CheckoutSession,
  attributes: Record<string, string | null> = {}
): Promise<InterkassaCheckout> {
  const session = 'payways' in offered ? offered : aSession({ payways: [...offered] })
  const checkout = place(new FakeShop().on('session', json(session)).on('leave', empty), attributes)
  await until(checkout, 'ready')
  return checkout
}

/** Payways with these names, of one kind or of none. */
export function named(names: string, kind?: SessionPayway['kind']): SessionPayway[] {
  return names.split(', ').map((name) => {
    const method = name.toLowerCase().replace(/\W/g, '')
    return aPayway(`${method}_x_merchant_uah`, { name, method, currency: 'UAH', ...(kind && { kind }) })
  })
}

/** A method in several currencies. */
export function inCurrencies(
  name: string,
  currencies: readonly string[],
  rest: Partial<SessionPayway> = {}
): SessionPayway[] {
  return currencies.map((currency) => {
    const method = name.toLowerCase()
    return aPayway(`${method}_x_merchant_${currency.toLowerCase()}`, { name, method, currency, ...rest })
  })
}

/** Twelve methods of four kinds, more than are looked over at a glance. */
export const TWELVE: readonly SessionPayway[] = [
  ...named('Visa, Mastercard', 'card'),
  ...named('Privat24, PrivatBank, Raiffeisen', 'bank'),
  ...inCurrencies('WebMoney', ['USD', 'EUR'], { kind: 'wallet' }),
  ...named('Payeer, Perfect Money, Qiwi', 'wallet'),
  ...named('Bitcoin, Litecoin, Tether', 'crypto')
]

/** The names of the rows that can be seen, from top to bottom. */
export const rowsIn = (checkout: InterkassaCheckout): string[] =>
  findAll(checkout, '[part=payway]')
    .filter((row) => row.checkVisibility())
    .map((row) => row.querySelector('bdi')?.textContent ?? '')

/** What a screen reader calls this radio button. */
export const nameOf = (radio: Element): string =>
  [...((radio as HTMLInputElement).labels ?? [])]
    .map(({ textContent }) => textContent)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The radio button of this payway. */
export function radioOf(checkout: InterkassaCheckout, id: string): HTMLInputElement {
  const radio = checkout.shadowRoot?.querySelector<HTMLInputElement>(`input[value="${id}"]`)
  if (!radio) throw new Error(`no radio button of ${id}`)
  return radio
}

/** What has the focus within the element. */
export const focused = (checkout: InterkassaCheckout): Element | null =>
  checkout.shadowRoot?.activeElement ?? null

/** What the polite live region says. */
export const announced = (checkout: InterkassaCheckout): string =>
  checkout.shadowRoot?.querySelector('[role=status]')?.textContent ?? ''
