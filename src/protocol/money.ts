/**
 * Money is decimal text: up to eight integer digits and, after a point, up to `decimals` more. The gateway itself
 * writes `100`, `100.00` and `100.0000` for one sum, so sums are compared as decimals and never as text or floats.
 */
const DECIMAL = /^(\d{1,8})(?:\.(\d{1,4}))?$/

/** Whether `text` is an amount greater than zero with at most `decimals` digits after the point (2 in an order). */
export function isAmount(text: unknown, decimals = 2): text is string {
  if (typeof text !== 'string') return false
  const match = DECIMAL.exec(text)
  return match !== null && (match[2] ?? '').length <= decimals && /[1-9]/.test(text)
}

/** The order of two amounts as decimals: negative, zero or positive, as for `Array.prototype.sort`. */
export function compareAmounts(a: string, b: string): number {
  return Number(toUnits(a) - toUnits(b))
}

/** Whether two amounts are the same sum, however many zeros each carries. */
export function sameAmount(a: string, b: string): boolean {
  return toUnits(a) === toUnits(b)
}

/**
 * The one form in which an amount is signed: two digits after the point, no leading zeros. The request formats that
 * the sources publish (2014 and 2023) disagree on `1.` and `.5` and on zero; this form satisfies both.
 */
export function formatAmount(text: string): string {
  const [whole = '', fraction = ''] = text.split('.')
  return `${whole.replace(/^0+(?=\d)/, '')}.${fraction.padEnd(2, '0')}`
}

function toUnits(text: string): bigint {
  const match = DECIMAL.exec(text)
  if (!match) throw new RangeError(`not an amount: ${JSON.stringify(text)}`)
  return BigInt(`${match[1] ?? ''}${(match[2] ?? '').padEnd(4, '0')}`)
}
