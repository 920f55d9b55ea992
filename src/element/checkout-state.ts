import type { CheckoutSession, FailureReason, PaymentStatus, Receipt } from '../protocol/index.js'
import type { CheckoutError, CheckoutErrorCode } from './checkout-error.js'
import { isPayable } from './choosing/payway-limits.js'

/** What the element is doing. A browser never knows that something is paid: it was told by the shop's server. */
export type CheckoutState =
  | { readonly name: 'idle' }
  | Loading
  | Locked
  | Choosing
  | { readonly name: 'failed'; readonly error: CheckoutError }
  | { readonly name: 'expired'; readonly payway: string | null }
  | Departing
  | { readonly name: 'verifying'; readonly statusToken: string; readonly reference: string | null }
  | { readonly name: 'paid'; readonly reference: string; readonly receipt: Receipt }
  | Pending
  | { readonly name: 'unpaid'; readonly reference: string; readonly reason: FailureReason | null }
  | Unverified

/** What outlives a session: the chosen payway's id, and what went wrong with leaving the last time. */
interface Kept {
  readonly payway: string | null
  readonly notice: CheckoutErrorCode | null
}

interface Loading extends Kept {
  readonly name: 'loading'
  /** What another tab has left with meanwhile: the answer may still be a session of that attempt. */
  readonly elsewhere?: string | null
}

/** Another attempt at this order may still be paid, so nobody is asked to pay once more unless they insist. */
export interface Locked extends Kept {
  readonly name: 'locked'
  readonly session: CheckoutSession
  /** What is known of the other attempt: `elsewhere` is one for which another tab has left. */
  readonly attempt: 'asking' | 'pending' | 'unknown' | 'elsewhere'
  readonly statusToken: string | null
  /** Whether the other attempt's status is still being asked for. */
  readonly watching: boolean
}

/** The payer can choose. `empty` has no payway of its own and offers the gateway's page alone. */
export interface Choosing extends Kept {
  readonly name: 'ready' | 'empty'
  readonly session: CheckoutSession
}

/** In `preparing` the page may still object; in `leaving` the form is on its way. */
export interface Departing {
  readonly name: 'preparing' | 'leaving'
  readonly session: CheckoutSession
  readonly payway: string | null
  readonly destination: Destination
}

/** Where a form leads: to the chosen payway, or to the gateway's own page with all of them. */
export type Destination = 'payway' | 'hosted-page'

/** The payment is on its way, which can take days with some payways. */
export interface Pending {
  readonly name: 'pending'
  readonly statusToken: string
  readonly reference: string
  /** Whether the status is still being asked for. */
  readonly watching: boolean
}

/** Nothing certain is known of the payment, which is neither success nor failure. */
export type Unverified =
  | {
      readonly name: 'unverified'
      readonly doubt: 'no-answer'
      readonly statusToken: string
      readonly reference: string | null
    }
  | { readonly name: 'unverified'; readonly doubt: 'no-endpoint' | 'no-token' }

/** What can happen to the element. Only `status` carries the shop's word on a payment. */
export type CheckoutEvent =
  | { readonly type: 'reset' }
  | { readonly type: 'load' }
  | { readonly type: 'loaded'; readonly session: CheckoutSession }
  | { readonly type: 'refused'; readonly error: CheckoutError }
  | { readonly type: 'order-paid'; readonly statusToken: string }
  | { readonly type: 'returned'; readonly statusToken: string }
  | { readonly type: 'returned-in-doubt'; readonly doubt: 'no-endpoint' | 'no-token' }
  | { readonly type: 'unlock' }
  | { readonly type: 'select'; readonly payway: string }
  | { readonly type: 'expire' }
  | { readonly type: 'submit'; readonly destination: Destination }
  | { readonly type: 'depart' }
  | { readonly type: 'stay'; readonly notice: CheckoutErrorCode | null }
  | { readonly type: 'left-elsewhere'; readonly statusToken: string | null }
  | { readonly type: 'status'; readonly status: PaymentStatus }
  | { readonly type: 'silence' }
  | { readonly type: 'give-up' }
  | { readonly type: 'check-again' }

/** The state that follows. An event without a place in a state leaves it as it is: a second click does nothing. */
export function nextState(state: CheckoutState, event: CheckoutEvent): CheckoutState {
  switch (event.type) {
    case 'reset':
      return state.name === 'idle' ? state : { name: 'idle' }
    case 'load':
      return load(state)
    case 'loaded':
      return state.name === 'loading' ? offer(event.session, state) : state
    case 'refused':
      return state.name === 'loading' || state.name === 'idle'
        ? { name: 'failed', error: event.error }
        : state
    case 'order-paid':
      return state.name === 'loading' ? verify(event.statusToken) : state
    case 'returned':
      return state.name === 'idle' ? verify(event.statusToken) : state
    case 'returned-in-doubt':
      return state.name === 'idle' ? { name: 'unverified', doubt: event.doubt } : state
    case 'unlock':
      return state.name === 'locked' ? unlock(state) : state
    case 'select':
      return select(state, event.payway)
    case 'expire':
      return canExpire(state) ? { name: 'expired', payway: state.payway } : state
    case 'submit':
      return submit(state, event.destination)
    case 'depart':
      return state.name === 'preparing' ? { ...state, name: 'leaving' } : state
    case 'stay':
      return isDeparting(state) ? choose(state.session, { ...state, notice: event.notice }) : state
    case 'left-elsewhere':
      return leftElsewhere(state, event.statusToken)
    case 'status':
      return hear(state, event.status)
    case 'silence':
      return state.name === 'locked' && state.attempt === 'asking' ? { ...state, attempt: 'unknown' } : state
    case 'give-up':
      return giveUp(state)
    case 'check-again':
      return checkAgain(state)
  }
}

/** The session that a state stands on. */
export function sessionOf(state: CheckoutState): CheckoutSession | null {
  return 'session' in state ? state.session : null
}

/** The token whose status is to be asked for, again and again, in this state. */
export function watchedToken(state: CheckoutState): string | null {
  if (state.name === 'verifying') return state.statusToken
  if (state.name === 'pending' && state.watching) return state.statusToken
  if (state.name === 'locked' && state.watching) return state.statusToken
  return null
}

/** Whether the form without a payway may be posted. In test mode it is not signed: only the test payway's own is. */
export function hasHostedPage(session: CheckoutSession): boolean {
  return session.mode !== 'test'
}

/** Whether the payer is about to leave. */
export function isDeparting(state: CheckoutState): state is Departing {
  return state.name === 'preparing' || state.name === 'leaving'
}

/** A form that is on its way is not called back by the clock. */
const canExpire = (state: CheckoutState): state is Locked | Choosing | Departing =>
  'session' in state && state.name !== 'leaving'

/** Nobody is asked to pay while a payment is, or may be, on its way. */
function load(state: CheckoutState): CheckoutState {
  switch (state.name) {
    case 'verifying':
    case 'paid':
    case 'pending':
    case 'unverified':
      return state
    case 'failed':
      // asking again makes no page better on which nobody should pay
      return state.error.origin === 'page' ? state : AFRESH
    case 'idle':
    case 'unpaid':
      return AFRESH
    case 'loading':
    case 'locked':
    case 'ready':
    case 'empty':
    case 'expired':
    case 'preparing':
    case 'leaving':
      return { name: 'loading', payway: state.payway, notice: 'notice' in state ? state.notice : null }
  }
}

const AFRESH: CheckoutState = { name: 'loading', payway: null, notice: null }

function offer(session: CheckoutSession, { elsewhere, payway, notice }: Loading): CheckoutState {
  if (elsewhere === (session.statusToken ?? null))
    return leftElsewhere(choose(session, { payway, notice }), elsewhere)
  const statusToken = session.earlier?.statusToken
  return statusToken === undefined
    ? choose(session, { payway, notice })
    : { name: 'locked', session, payway, notice, attempt: 'asking', statusToken, watching: true }
}

/** Tabs share an order's attempt, so what another tab left with is not posted again from here. */
function leftElsewhere(state: CheckoutState, statusToken: string | null): CheckoutState {
  if (state.name === 'loading') return { ...state, elsewhere: statusToken }
  if (!canExpire(state)) return state
  const { session, payway } = state
  // a word on the earlier attempt does not make good a session that may be used up
  if (state.name === 'locked' && !isOfEarlier(state) && isOfEarlier({ session, statusToken })) return state
  return { name: 'locked', session, payway, notice: null, attempt: 'elsewhere', statusToken, watching: true }
}

/**
 * The payer insists, or nothing speaks against it any more. A session is good if it is only its `earlier` attempt that was
 * asked about; one that another tab may have used up is not.
 */
function unlock(state: Locked): CheckoutState {
  return isOfEarlier(state) ? choose(state.session, state) : { name: 'expired', payway: state.payway }
}

const isOfEarlier = ({ session, statusToken }: Pick<Locked, 'session' | 'statusToken'>) =>
  statusToken === session.earlier?.statusToken

/** What was chosen before stays chosen, and a payway that stands alone needs no choosing. */
function choose(session: CheckoutSession, { payway, notice }: Kept): Choosing {
  const [first, second] = session.payways
  const wanted = first && !second ? first.id : payway
  return {
    name: first ? 'ready' : 'empty',
    session,
    payway: isOffered(session, wanted) ? wanted : null,
    notice
  }
}

const isOffered = ({ payways, display }: CheckoutSession, id: string | null) =>
  payways.some((payway) => payway.id === id && isPayable(payway, display))

function select(state: CheckoutState, payway: string): CheckoutState {
  if (state.name !== 'ready' || !isOffered(state.session, payway)) return state
  return { ...state, payway, notice: null }
}

function submit(state: CheckoutState, destination: Destination): CheckoutState {
  if (state.name !== 'ready' && state.name !== 'empty') return state
  const { session, payway } = state
  const hasForm = destination === 'payway' ? payway !== null : hasHostedPage(session)
  return hasForm ? { name: 'preparing', session, payway, destination } : state
}

const verify = (statusToken: string): CheckoutState => ({ name: 'verifying', statusToken, reference: null })

/** A weaker word never replaces a stronger one: pending is not forgotten, and nothing follows the end of a payment. */
function hear(state: CheckoutState, status: PaymentStatus): CheckoutState {
  if (state.name === 'locked') return hearOfOther(state, status)
  if (state.name !== 'verifying' && state.name !== 'pending') return state
  const { reference } = status
  switch (status.state) {
    case 'created':
      return { ...state, reference }
    case 'pending':
      return { name: 'pending', statusToken: state.statusToken, reference, watching: true }
    case 'failed':
      return { name: 'unpaid', reference, reason: status.reason ?? null }
    case 'paid':
      return { name: 'paid', reference, receipt: status.receipt }
  }
}

function hearOfOther(state: Locked, status: PaymentStatus): CheckoutState {
  switch (status.state) {
    case 'created':
      return state.attempt === 'elsewhere' ? state : unlock(state)
    case 'failed':
      return unlock(state)
    case 'pending':
      return { ...state, attempt: 'pending' }
    case 'paid':
      return { name: 'paid', reference: status.reference, receipt: status.receipt }
  }
}

/** Asking has been given up: what is known stays known, and what is not is called so. */
function giveUp(state: CheckoutState): CheckoutState {
  if (state.name === 'pending') return { ...state, watching: false }
  if (state.name === 'locked') {
    return { ...state, watching: false, attempt: state.attempt === 'asking' ? 'unknown' : state.attempt }
  }
  return state.name === 'verifying' ? { ...state, name: 'unverified', doubt: 'no-answer' } : state
}

function checkAgain(state: CheckoutState): CheckoutState {
  if (state.name === 'pending') return { ...state, watching: true }
  if (state.name === 'locked') return { ...state, watching: true }
  if (state.name !== 'unverified' || state.doubt !== 'no-answer') return state
  return { name: 'verifying', statusToken: state.statusToken, reference: state.reference }
}

/** Whether the payer has to be told this before anything else. */
export function isOutcome({ name }: CheckoutState): boolean {
  return name === 'paid' || name === 'pending' || name === 'unpaid' || name === 'unverified'
}
