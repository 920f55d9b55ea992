type Format = (amount: string) => string

/** Making a format takes far longer than using it, and a list has a price in every row. */
const formats = new Map<string, Format>()

/** Money as people write it: `UAH 1,250.50`, `1 250,50 ₴`. Every digit of the amount is shown. */
export function formatMoney(amount: string, currency: string, locale: string): string {
  const key = `${locale} ${currency}`
  const format = formats.get(key) ?? moneyFormat(currency, locale)
  formats.set(key, format)
  return format(amount)
}

function moneyFormat(currency: string, locale: string): Format {
  const digits = { maximumFractionDigits: 4 }
  // decimal text, which Intl takes as it is
  const by = (format: Intl.NumberFormat) => (amount: string) =>
    format.format(amount as Intl.StringNumericLiteral)
  try {
    return by(new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }))
  } catch {
    // a payway's own unit, such as USDT, is no currency to Intl
    const number = by(new Intl.NumberFormat(locale, digits))
    return (amount) => `${number(amount)}\u00a0${currency}`
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
