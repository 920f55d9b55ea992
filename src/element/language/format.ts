/** Money as people write it: `UAH 1,250.50`, `1 250,50 ₴`. Every digit of the amount is shown. */
export function formatMoney(amount: string, currency: string, locale: string): string {
  try {
    const options = { style: 'currency', currency, maximumFractionDigits: 4 } as const
    return new Intl.NumberFormat(locale, options).format(Number(amount))
  } catch {
    // a payway's own unit, such as USDT, is no currency to Intl
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(Number(amount))
    return `${number}\u00a0${currency}`
  }
}

/** A moment as a date and a time of day, in the payer's zone. */
export function formatMoment(moment: string | number, locale: string): string {
  const format = (dateStyle: 'medium' | 'short') =>
    new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: 'short' }).format(new Date(moment))
  const text = format('medium')
  // Chromium lacks the names of months in some languages, and writes M11
  return /M\d/.test(text) ? format('short') : text
}
