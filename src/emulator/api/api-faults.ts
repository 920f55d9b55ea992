import type { Errands } from '../errands.js'
import type { Fault, Misbehaviour } from '../faults.js'
import { jsonAnswer } from './api-answer.js'

type Invoices = readonly Readonly<Record<string, unknown>>[]

/** What each fault makes of the invoices that would be told. */
const INVOICE_FAULTS: readonly (readonly [Fault, (invoice: Invoices[number]) => Invoices[number]])[] = [
  ['api-other-checkout', (invoice) => ({ ...invoice, coId: '000000000000000000000000' })],
  ['api-other-payment', (invoice) => ({ ...invoice, paymentNo: 'someone-elses-1' })],
  [
    'api-other-amount',
    (invoice) => ({ ...invoice, coAmount: 0.01, ...('amount' in invoice && { amount: 0.01 }) })
  ]
]

/** Spoils what is told of invoices, by the faults that hit it. */
export function spoilInvoices(misbehaviour: Misbehaviour, invoices: Invoices): Invoices {
  const hit = INVOICE_FAULTS.filter(([fault]) => misbehaviour.hits(fault))
  return invoices.map((invoice) => hit.reduce((spoilt, [, spoil]) => spoil(spoilt), invoice))
}

const PAGE = '<!doctype html><title>Maintenance</title><p>We will be back soon.'

/** Answers in the place of the API, or waits before it does; null where it may answer itself. */
export async function answerFault(misbehaviour: Misbehaviour, errands: Errands): Promise<Response | null> {
  if (misbehaviour.hits('api-slow')) await errands.pause(misbehaviour.delay)
  if (misbehaviour.hits('api-500')) {
    return jsonAnswer(500, { status: 'error', code: 1380, data: {}, message: 'Processing error' })
  }
  if (misbehaviour.hits('api-busy')) {
    return jsonAnswer(
      429,
      { status: 'error', code: 1380, data: {}, message: 'Too many requests' },
      { 'retry-after': '1' }
    )
  }
  if (misbehaviour.hits('api-html')) {
    return new Response(PAGE, { headers: { 'content-type': 'text/html; charset=utf-8' } })
  }
  return misbehaviour.hits('api-odd') ? jsonAnswer(200, { status: 'ok', code: 0, data: 'maintenance' }) : null
}
