import { STATUS_TOKEN } from '../protocol/index.js'
import type { AttemptRecord, Ledger } from './ledger/ledger.js'

/** How long after an attempt's end its token still opens its state. */
const TOKEN_LIFE = 30 * 24 * 60 * 60 * 1000

/** The attempt that a status token opens, or null for every token that opens none, or none any more. */
export async function attemptByToken(
  ledger: Ledger,
  token: string | null | undefined
): Promise<AttemptRecord | null> {
  if (!token || !STATUS_TOKEN.test(token)) return null
  const attempt = await ledger.findAttemptByToken(token)
  return attempt && Date.now() < Date.parse(attempt.expiresAt) + TOKEN_LIFE ? attempt : null
}
