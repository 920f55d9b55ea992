import type { ApiPayway, InterkassaApi } from '../../api/index.js'
import { InterkassaError, isPaywayOfMode, LIMITS } from '../../protocol/index.js'
import { paywaySchema, type Payway } from '../../protocol/schemas.js'

/** Milliseconds for which a list is good, and after which one that could not be had is asked for again. */
const FRESH = 600_000
const PAUSE = 30_000

/** Milliseconds for which a payer waits for the first list. The page gives up after twenty seconds. */
const PATIENCE = 10_000

/** Where a payway stands that has no position. */
const LAST = Number.MAX_SAFE_INTEGER

/**
 * The payways that are open for a checkout, as the gateway's REST API lists them, by its positions. Whoever finds the list older
 * than ten minutes is given it all the same, and has it asked for again; while the gateway cannot be asked, the last
 * list serves. Whoever waits for the first list waits with all others for one answer.
 *
 * Its function throws InterkassaError `unavailable`, with the gateway's `api-…` error as its cause, while there never was a list.
 */
export function openPayways(
  api: Pick<InterkassaApi, 'payways'>,
  checkoutId: string
): () => Promise<readonly Payway[]> {
  let last: readonly Payway[] | null = null
  let dueAt = 0
  let asking: Promise<readonly Payway[]> | null = null

  async function ask(): Promise<readonly Payway[]> {
    try {
      const open = await api.payways({ checkoutId }, { signal: AbortSignal.timeout(PATIENCE) })
      last = offeredOf(open)
      dueAt = Date.now() + FRESH
      return last
    } catch (cause) {
      dueAt = Date.now() + PAUSE
      throw new InterkassaError('unavailable', 'the gateway has not said which payways are open', { cause })
    } finally {
      asking = null
    }
  }

  return async () => {
    if (last && Date.now() < dueAt) return last
    asking ??= ask()
    if (!last) return asking
    asking.catch(() => undefined)
    return last
  }
}

/** Name, method and currency are those of the alias, as for every payway that a shop lists. */
function offeredOf(open: readonly ApiPayway[]): readonly Payway[] {
  const places = new Map(open.map((payway) => [payway.alias, payway]))
  return [...places.values()]
    .filter(({ alias }) => isPaywayOfMode(alias, 'live'))
    .sort((one, other) => (one.position ?? LAST) - (other.position ?? LAST))
    .slice(0, LIMITS.payways)
    .map(({ alias, limits: { min, max } }) => {
      const limits = { ...(min && { min }), ...(max && { max }) }
      const limited = paywaySchema.safeParse({ id: alias, limits })
      return limited.success && (min ?? max) ? limited.data : { id: alias }
    })
}
