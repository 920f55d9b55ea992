import type { Language } from './languages.js'

/*
 * Prices are whole kopiykas: integers add up exactly. Only the last step, for the eye or for the gateway, writes them
 * with a point.
 */

export const CURRENCY = 'UAH'

/** The decimal text that the gateway is asked for: `28500` is `285.00`. */
export function toAmount(kopiykas: number): string {
  const digits = String(kopiykas).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The price as people read it: `₴285.00`, or `285,00 ₴` in Ukrainian. */
export function formatPrice(kopiykas: number, language: Language): string {
  const style = { style: 'currency', currency: CURRENCY, currencyDisplay: 'narrowSymbol' } as const
  return new Intl.NumberFormat(language, style).format(kopiykas / 100)
}
