import type { Mode } from '../../../protocol/index.js'
import type { AttemptRecord, Ledger, OrderRecords } from '../ledger.js'
import type { EventOwner } from '../outbox-event.js'
import { runSteps } from '../transaction-steps.js'
import { enqueue, memorySteps, readOrder } from './steps.js'
import { Draft, findIn, keyOf, type QueuedEvent } from './tables.js'

/** Keeps payments for as long as the process lives: for tests and demos, never for money. */
export function memoryLedger(): Ledger {
  const outbox = new Map<string, QueuedEvent>()
  const tables = {
    orders: new Map<string, OrderRecords>(),
    owners: new Map<string, string>(),
    issued: new Map<string, true>(),
    seen: new Map<string, string>(),
    outbox
  }
  const inTurn = createTurns()

  const changeDue = (id: string, change: (dueAt: number) => number | null) =>
    inTurn(() => {
      const queued = outbox.get(id)
      if (queued && queued.dueAt !== null) outbox.set(id, { ...queued, dueAt: change(queued.dueAt) })
    })

  const findAttempt = (checkoutId: string, mode: Mode, paymentNo: string) => {
    const owner = tables.owners.get(keyOf(checkoutId, mode, paymentNo))
    return findIn(tables, owner, (attempt) => attempt.paymentNo === paymentNo)
  }

  return {
    transaction: (order, work) =>
      inTurn(async () => {
        const drafts = {
          orders: new Draft(tables.orders),
          owners: new Draft(tables.owners),
          issued: new Draft(tables.issued),
          seen: new Draft(tables.seen),
          outbox: new Draft(outbox)
        }
        const result = await runSteps(memorySteps(drafts, order), work)
        for (const draft of Object.values(drafts)) draft.merge()
        return result
      }),

    read: (order) => Promise.resolve(readOrder(tables, order)),
    findAttempt: (checkoutId, mode, paymentNo) =>
      Promise.resolve(
        findAttempt(checkoutId, mode, paymentNo) ??
          findAttempt(checkoutId, mode === 'live' ? 'test' : 'live', paymentNo)
      ),
    findAttemptByToken: (token) =>
      Promise.resolve(findIn(tables, tables.owners.get(token), ({ statusToken }) => statusToken === token)),
    isIssued: (checkoutId, fingerprint) => Promise.resolve(tables.issued.has(keyOf(checkoutId, fingerprint))),
    findSeen: (checkoutId, fingerprint) =>
      Promise.resolve(tables.seen.get(keyOf(checkoutId, fingerprint)) ?? null),

    dueLookUps: (owner, now, limit) =>
      Promise.resolve(
        [...tables.orders.values()]
          .flatMap(({ attempts }) => attempts)
          .filter((attempt) => isOwn(attempt, owner) && dueAt(attempt) <= now)
          .sort((a, b) => dueAt(a) - dueAt(b))
          .slice(0, limit)
      ),

    enqueue: (event) => inTurn(() => enqueue(tables, event)),
    claimEvents: (owner, now, leaseUntil, limit) =>
      inTurn(() => {
        const due = [...outbox.values()]
          .filter(isPending)
          .filter(({ event, dueAt }) => isOwn(event, owner) && dueAt <= now)
          .sort((a, b) => a.dueAt - b.dueAt)
          .slice(0, limit)
        return due.map(({ event, tries }) => {
          outbox.set(event.id, { event, tries: tries + 1, dueAt: leaseUntil })
          return { event, tries }
        })
      }),
    settleEvent: (id) => changeDue(id, () => null),
    postponeEvent: (id, leaseUntil, dueAt) => changeDue(id, (now) => (now === leaseUntil ? dueAt : now)),
    close: () => Promise.resolve()
  }
}

const isOwn = (one: EventOwner, { checkoutId, mode }: EventOwner): boolean =>
  one.checkoutId === checkoutId && one.mode === mode

const dueAt = ({ lookUp }: AttemptRecord): number => lookUp.dueAt ?? Infinity

const isPending = (queued: QueuedEvent): queued is QueuedEvent & { readonly dueAt: number } =>
  queued.dueAt !== null

/** One piece of work after the other, in the order in which they were given. */
function createTurns(): <T>(work: () => T | Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}
