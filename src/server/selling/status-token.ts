import { STATUS_TOKEN } from '../../protocol/index.js'
import type { AttemptRecord } from '../ledger/ledger.js'
import type { Settings } from '../options.js'

/** How long after an attempt's end its token still opens its state. */
const TOKEN_LIFE = 30 * 24 * 60 * 60 * 1000

/** Whether the attempt's token still opens its state. */
export function isTokenAlive({ expiresAt }: AttemptRecord): boolean {
  return Date.now() < Date.parse(expiresAt) + TOKEN_LIFE
}

/** The attempt that a status token opens here, or null for every token that opens none, or none any more. */
export async function attemptByToken(
  { account, ledger }: Pick<Settings, 'account' | 'ledger'>,
  token: string | null | undefined
): Promise<AttemptRecord | null> {
  if (!token || !STATUS_TOKEN.test(token)) return null
  const attempt = await ledger.findAttemptByToken(token)
  // A ledger may be shared: a live server knows nothing of a test payment, and of no other checkout's.
  const isOurs = attempt?.checkoutId === account.checkoutId && attempt.mode === account.mode
  return isOurs && isTokenAlive(attempt) ? attempt : null
}
