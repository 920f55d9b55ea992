import type { AttemptRecord, LookUpPlan } from '../ledger/ledger.js'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long an attempt whose payer has left is waited for before it is first looked up; doubled after each answer. */
const FIRST_PAUSE = 15 * MINUTE

/** An attempt is looked up at most once in this time, whoever wants it and in whichever process. */
const QUIET = 30 * SECOND

/** For how long whoever looks an attempt up has it for itself. A process that dies with it delays it by this. */
const LEASE = 10 * MINUTE

/** When an attempt is looked up again that the gateway could not be asked about. */
const AGAIN = MINUTE

/** How long after its end an attempt is looked up for the last time. */
const GIVE_UP = 24 * HOUR

type Planned = Pick<AttemptRecord, 'lookUp' | 'expiresAt' | 'sentAt'>

/**
 * The plan of an attempt that nobody has left with yet, as far as we know: it is looked up once when its time is over, at
 * the next full hour, so that many share one look into the gateway's list.
 */
export function firstPlan(expiresAt: number): LookUpPlan {
  return { dueAt: Math.ceil(expiresAt / HOUR) * HOUR, lastAt: null, answers: 0 }
}

/** From the moment at which the payer is known to have left, or the gateway to know of the attempt. */
export function planAfterSent({ lookUp }: Planned, now: number): LookUpPlan {
  return { ...lookUp, dueAt: Math.min(lookUp.dueAt ?? Infinity, now + FIRST_PAUSE) }
}

/** Somebody waits for the answer: the payer, or a success that has to be confirmed. */
export function planAtOnce({ lookUp }: Planned, now: number): LookUpPlan {
  const soonest = lookUp.lastAt === null ? now : Math.max(now, lookUp.lastAt + QUIET)
  return { ...lookUp, dueAt: Math.min(lookUp.dueAt ?? Infinity, soonest) }
}

/** Nothing is left to be asked. */
export function planNever({ lookUp }: Planned): LookUpPlan {
  return { ...lookUp, dueAt: null }
}

/** Whether enough time has gone by since the attempt was last looked up. */
export function mayLookUp({ lookUp }: Planned, now: number): boolean {
  return lookUp.lastAt === null || now - lookUp.lastAt >= QUIET
}

/** While it is looked up. */
export function planWhileAsking({ lookUp }: Planned, now: number): LookUpPlan {
  return { ...lookUp, dueAt: now + LEASE, lastAt: now }
}

/** After a look-up without an answer: nothing was learned, so nothing is counted. */
export function planAfterFailure({ lookUp }: Planned, now: number): LookUpPlan {
  return { ...lookUp, dueAt: now + jittered(AGAIN) }
}

/**
 * After an answer that left the attempt open. Pauses double, and end a day after the attempt does. One with which nobody
 * is known to have left is asked about once.
 */
export function planAfterAnswer(attempt: Planned, now: number): LookUpPlan {
  const { lookUp, sentAt } = attempt
  const answers = lookUp.answers + 1
  if (sentAt === null || isLastLookUp(attempt, now)) return { ...lookUp, answers, dueAt: null }
  const next = now + jittered(FIRST_PAUSE * 2 ** lookUp.answers)
  return { ...lookUp, answers, dueAt: Math.min(next, endOf(attempt)) }
}

/** Whether no other look-up comes after one at this time. */
export function isLastLookUp(attempt: Planned, now: number): boolean {
  return now >= endOf(attempt)
}

const endOf = ({ expiresAt }: Planned) => Date.parse(expiresAt) + GIVE_UP

/** A quarter more or less, so that many shops, and many attempts of one, do not ask at the same moment. */
const jittered = (ms: number) => Math.round(ms * (0.75 + Math.random() / 2))
