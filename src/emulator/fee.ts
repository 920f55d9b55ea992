import type { Cabinet } from './settings.js'

/**
 * What the payer pays and what the checkout is credited with, with the two and the four decimals that the gateway
 * writes: an amount of 100.00 and 3 per cent at the payer give 103.00 and 100.0000. Payways in another currency are
 * counted one to one.
 */
export function pricesOf(
  amount: string,
  { percent, payer }: Cabinet['fee']
): { price: string; credited: string } {
  const cents = BigInt(amount.replace('.', ''))
  const fee = BigInt(Math.round(percent * 100))
  return payer === 'payer'
    ? { price: decimal((cents * (10_000n + fee) + 5_000n) / 10_000n, 2), credited: decimal(cents * 100n, 4) }
    : { price: decimal(cents, 2), credited: decimal((cents * (10_000n - fee)) / 100n, 4) }
}

function decimal(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
