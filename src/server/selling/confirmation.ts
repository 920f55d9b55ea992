import type { Account } from '../signing/account.js'

const LIFE = 600_000

/**
 * A value that shows that the confirmation page was seen: it names one order and payway and holds for ten minutes.
 * `Origin` and `Sec-Fetch-Site` say the same in nearly every browser; this is for the rest.
 */
export function writeConfirmation(account: Account, subject: string, now: number): string {
  const until = now + LIFE
  return `${until}.${account.seal('confirmation', `${until} ${subject}`)}`
}

export function isConfirmed(
  account: Account,
  subject: string,
  value: string | undefined,
  now: number
): boolean {
  const [until = '', seal = ''] = (value ?? '').split('.')
  return Number(until) > now && account.hasSealed('confirmation', `${until} ${subject}`, seal)
}
