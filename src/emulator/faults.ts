import { FIELDS, InterkassaError, TEST_PAYWAY } from '../protocol/index.js'
import { isFinalState, type InvoiceState } from './invoice.js'
import { keyFor, signFields, type SentFields } from './notification.js'
import { seededRandom } from './random.js'
import type { Cabinet } from './settings.js'

/** How the gateway can misbehave on purpose, by name. */
export const FAULTS = [
  // notifications
  'late',
  'twice',
  'out-of-order',
  'never',
  'forged',
  'altered',
  'wrong-amount',
  'wrong-mode',
  'array-field',
  'duplicate-field',
  // the REST API
  'api-slow',
  'api-500',
  'api-busy',
  'api-html',
  'api-odd',
  'api-other-checkout',
  'api-other-payment',
  'api-other-amount'
] as const

export type Fault = (typeof FAULTS)[number]

/** How faults are dealt out. */
export interface FaultOptions {
  /** Makes the same choices in the same order; 1 unless said otherwise. */
  readonly seed?: number
  /** Which share of the messages and answers a fault hits, 0 to 1; all of them unless said otherwise. */
  readonly share?: number
  /** Of `late` and `out-of-order`, and of `api-slow`: milliseconds; 5 seconds unless said otherwise. */
  readonly delay?: number
  /** Of `twice`: how often; 2 unless said otherwise. */
  readonly times?: number
}

/** What is to be sent of one notification: names and values in their order, when, and how often. */
export interface Dispatch {
  readonly pairs: readonly (readonly [name: string, value: string])[]
  readonly delay: number
  readonly times: number
}

/** The faults that are on. */
export interface Misbehaviour {
  faults: readonly Fault[]
  /** Draws, for a fault that is on, whether it hits this time. */
  readonly hits: (fault: Fault) => boolean
  readonly delay: number
  /** Spoils a notification by all faults that hit it. */
  readonly spoil: (cabinet: Cabinet, fields: SentFields) => Dispatch
}

export function createMisbehaviour(faults: readonly Fault[], options: FaultOptions = {}): Misbehaviour {
  const { seed = 1, share = 1, delay = 5_000, times = 2 } = options
  const random = seededRandom(seed)
  let current = checked(faults)
  const hits = (fault: Fault) => current.includes(fault) && random() < share
  return {
    get faults() {
      return current
    },
    set faults(next) {
      current = checked(next)
    },
    hits,
    delay,
    spoil: (cabinet, fields) => {
      let dispatch: Dispatch = { pairs: Object.entries(fields), delay: 0, times: 1 }
      for (const [fault, apply] of NOTIFICATION_FAULTS) {
        if (hits(fault)) dispatch = apply(dispatch, { cabinet, fields, delay, times })
      }
      return dispatch
    }
  }
}

function checked(faults: readonly Fault[]): readonly Fault[] {
  const unknown = faults.find((fault) => !FAULTS.includes(fault))
  if (unknown === undefined) return [...faults]
  throw new InterkassaError('bad-options', `${unknown} is no fault; expected ${FAULTS.join(', ')}`)
}

interface Spoiling {
  readonly cabinet: Cabinet
  readonly fields: SentFields
  readonly delay: number
  readonly times: number
}

type Spoil = (dispatch: Dispatch, spoiling: Spoiling) => Dispatch

const { amount, invoiceState, payway } = FIELDS

/** In the order in which they are applied: what is signed, then what is changed afterwards, then when it is sent. */
const NOTIFICATION_FAULTS: readonly (readonly [Fault, Spoil])[] = [
  ['wrong-amount', resigned(() => ({ [amount.wire]: '0.01' }))],
  ['wrong-mode', resigned(({ cabinet, fields }) => ({ [payway.wire]: otherMode(cabinet, fields) }))],
  ['forged', (dispatch, { cabinet }) => signedWith(dispatch, 'the-key-of-a-stranger', cabinet)],
  ['altered', (dispatch) => replaced(dispatch, amount.wire, ([name]) => [[name, '0.01']])],
  ['array-field', (dispatch) => replaced(dispatch, amount.wire, ([name, value]) => [[`${name}[]`, value]])],
  [
    'duplicate-field',
    (dispatch) => replaced(dispatch, amount.wire, (pair) => [[pair[0], '0.01'], [...pair]])
  ],
  ['late', (dispatch, { delay }) => ({ ...dispatch, delay })],
  [
    'out-of-order',
    (dispatch, { fields, delay }) =>
      isFinalState(fields[invoiceState.wire] as InvoiceState) ? dispatch : { ...dispatch, delay }
  ],
  ['twice', (dispatch, { times }) => ({ ...dispatch, times })],
  ['never', (dispatch) => ({ ...dispatch, times: 0 })]
]

/** A right signature under wrong words: what nobody but the gateway itself could send. */
function resigned(change: (spoiling: Spoiling) => SentFields): Spoil {
  return (dispatch, spoiling) => {
    const fields = { ...Object.fromEntries(dispatch.pairs), ...change(spoiling) }
    return signedWith(
      { ...dispatch, pairs: Object.entries(fields) },
      keyFor(spoiling.cabinet, fields),
      spoiling.cabinet
    )
  }
}

function signedWith(dispatch: Dispatch, key: string, { algorithm }: Cabinet): Dispatch {
  const fields = Object.fromEntries(dispatch.pairs)
  return { ...dispatch, pairs: Object.entries(signFields(fields, key, algorithm)) }
}

function replaced(
  dispatch: Dispatch,
  name: string,
  change: (pair: readonly [string, string]) => [string, string][]
): Dispatch {
  return { ...dispatch, pairs: dispatch.pairs.flatMap((pair) => (pair[0] === name ? change(pair) : [pair])) }
}

/** The test payway in a live payment's message, a live payway in a test payment's. */
function otherMode({ payways }: Cabinet, fields: SentFields): string {
  if (fields[payway.wire] !== TEST_PAYWAY) return TEST_PAYWAY
  return payways.find(({ alias }) => alias !== TEST_PAYWAY)?.alias ?? 'visa_cpaytrz_merchant_uah'
}
