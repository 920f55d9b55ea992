import type { CheckoutSession } from '../../../src/protocol/index.js'

/** What a row shows. */
export interface Row {
  readonly id: string
  readonly name: string
  readonly letter: string
  readonly note: string
  readonly disabled: boolean
}

/** The rows and the price, as a page would write them that trusts its session and knows one currency. */
export function rowsOf({ payways, display }: CheckoutSession): { rows: readonly Row[]; price: string } {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: display.currency })
  const money = (amount: string) => format.format(Number(amount))
  const rows = payways.map(({ id, name, amount, limits }) => {
    const least = limits?.min
    const disabled = least !== undefined && Number(amount ?? display.amount) < Number(least)
    const note = disabled ? `From ${money(least)}` : amount === undefined ? '' : money(amount)
    return { id, name, letter: name.charAt(0), note, disabled }
  })
  return { rows, price: money(display.amount) }
}
