import { nothing, type TemplateResult } from 'lit'
import type { CheckoutState, Pending, Unverified } from '../checkout-state.js'
import { formatMoment, formatMoney } from '../language/format.js'
import { factsView } from './facts.js'
import { messageView } from './message.js'
import type { View } from './view.js'

type Of<Name extends CheckoutState['name']> = Extract<CheckoutState, { name: Name }>

/** The payer is back, and the shop is being asked. */
export function verifyingView({ reference }: Of<'verifying'>, { say }: View): TemplateResult {
  return messageView({
    name: 'verifying',
    tone: 'waiting',
    title: say('verifyingTitle'),
    text: [say('verifyingText')],
    details: referenceFact(reference, say)
  })
}

/** The shop has the money. */
export function paidView({ receipt, reference }: Of<'paid'>, { say, locale }: View): TemplateResult {
  const facts: [string, string][] = [
    [say('paidAmount'), formatMoney(receipt.amount, receipt.currency, locale)],
    ...(receipt.payway === undefined ? [] : [[say('paidWith'), receipt.payway] as [string, string]]),
    [say('paidAt'), formatMoment(receipt.time, locale)],
    [say('reference'), reference]
  ]
  return messageView({
    name: 'paid',
    tone: 'good',
    title: say('paidTitle'),
    text: [say('paidText')],
    details: factsView(facts)
  })
}

/** The money is on its way. */
export function pendingView({ reference, watching }: Pending, { say, checkAgain }: View): TemplateResult {
  return messageView({
    name: 'pending',
    tone: 'waiting',
    title: say('pendingTitle'),
    text: [say('pendingText'), say('doNotPayAgain')],
    details: referenceFact(reference, say),
    actions: watching ? [] : [{ label: say('checkAgain'), run: checkAgain }]
  })
}

/** It came to nothing, says the shop. */
export function unpaidView({ reason, reference }: Of<'unpaid'>, { say, load }: View): TemplateResult {
  return messageView({
    name: 'unpaid',
    tone: 'bad',
    title: say(reason ?? 'declined'),
    text: [say('unpaidText')],
    details: referenceFact(reference, say),
    actions: load ? [{ label: say('tryAgain'), run: load }] : []
  })
}

/** Nobody can say. */
export function unverifiedView(state: Unverified, { say, checkAgain }: View): TemplateResult {
  const isKnown = state.doubt === 'no-answer'
  const isConfirming = state.doubt === 'no-endpoint'
  return messageView({
    name: 'unverified',
    tone: isConfirming ? 'waiting' : 'doubtful',
    title: say(isConfirming ? 'confirmingTitle' : 'unverifiedTitle'),
    text: [
      say(isConfirming ? 'confirmingText' : isKnown ? 'unverifiedText' : 'noToken'),
      say('doNotPayAgain')
    ],
    details: isKnown ? referenceFact(state.reference, say) : nothing,
    actions: isKnown ? [{ label: say('checkAgain'), run: checkAgain }] : []
  })
}

const referenceFact = (reference: string | null, say: View['say']) =>
  reference === null ? nothing : factsView([[say('reference'), reference]])
