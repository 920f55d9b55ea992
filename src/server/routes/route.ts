import type { ErrorCode } from '../../protocol/index.js'
import type { Answer } from '../calls/answers.js'
import type { Call } from '../calls/call.js'
import type { OriginPolicy } from '../calls/origin-policy.js'
import type { Reconciler } from '../looking-up/reconcile.js'
import type { Settings } from '../options.js'
import type { Outbox } from '../telling/outbox.js'

/** What every route works with. */
export interface RouteContext {
  readonly settings: Settings
  readonly origins: OriginPolicy
  readonly outbox: Outbox
  readonly reconciler: Pick<Reconciler, 'kick'>
  /** What a stranger can cause any number of times, and what the operator is told of once. */
  readonly refused: Set<ErrorCode>
}

/** Answers one call. `rest` is what follows the route's name in the path. */
export type Route = (call: Call, context: RouteContext, rest: readonly string[]) => Promise<Answer>
