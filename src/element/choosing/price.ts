import type { CheckoutSession, SessionPayway } from '../../protocol/index.js'

type Display = CheckoutSession['display']

/** The currency of a payway: the order's where it names none. */
export const currencyOf = ({ currency }: SessionPayway, display: Display): string =>
  currency ?? display.currency

/** What the payer is charged through a payway: with its fee, in its currency, as far as the session knows. */
export function chargeOf(
  payway: SessionPayway | undefined,
  display: Display
): Pick<Display, 'amount' | 'currency'> {
  return payway?.amount === undefined
    ? display
    : { amount: payway.amount, currency: currencyOf(payway, display) }
}
