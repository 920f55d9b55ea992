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

/**
 * The price as people read it: `UAH 285.00`, or `285,00 грн`. The currency is written out, since servers and browsers
 * know different signs for the hryvnia, and a page has prices from both.
 */
export function formatPrice(kopiykas: number, language: Language): string {
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(kopiykas / 100)
  return language === 'uk' ? `${number}\u00a0грн` : `${CURRENCY}\u00a0${number}`
}
