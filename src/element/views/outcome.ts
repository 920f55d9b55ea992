import { nothing, type TemplateResult } from 'lit'
import type { CheckoutState, Pending, Unverified } from '../checkout-state.js'
import { formatMoment, formatMoney } from '../language/format.js'
import { factsView, keptFactsView, receiptView, type Fact } from './facts.js'
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
    details: reference === null ? nothing : factsView([[say('reference'), reference]])
  })
}

/** The shop has the money. */
export function paidView({ receipt, reference }: Of<'paid'>, view: View): TemplateResult {
  const { say, locale } = view
  const facts: Fact[] = [
    [say('paidAmount'), formatMoney(receipt.amount, receipt.currency, locale)],
    ...(receipt.payway === undefined ? [] : [[say('paidWith'), receipt.payway] as const]),
    [say('paidAt'), formatMoment(receipt.time, locale)],
    [say('reference'), reference]
  ]
  return messageView({
    name: 'paid',
    tone: 'good',
    title: say('paidTitle'),
    text: [say('paidText')],
    details: receiptView(facts, view)
  })
}

/** The money is on its way. */
export function pendingView({ reference, watching }: Pending, view: View): TemplateResult {
  const { say, checkAgain } = view
  return messageView({
    name: 'pending',
    tone: 'waiting',
    title: say('pendingTitle'),
    text: [say('pendingText'), say('doNotPayAgain')],
    details: keptReferenceView(reference, view),
    actions: watching ? [] : [{ label: say('checkAgain'), run: checkAgain }]
  })
}

/** It came to nothing, says the shop. */
export function unpaidView({ reason, reference }: Of<'unpaid'>, view: View): TemplateResult {
  const { say, load } = view
  return messageView({
    name: 'unpaid',
    tone: 'bad',
    title: say(reason ?? 'declined'),
    text: [say('unpaidText')],
    details: keptReferenceView(reference, view),
    actions: load ? [{ label: say('tryAgain'), run: load }] : []
  })
}

/** Nobody can say. */
export function unverifiedView(state: Unverified, view: View): TemplateResult {
  const { say, checkAgain } = view
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
    details: isKnown ? keptReferenceView(state.reference, view) : nothing,
    actions: isKnown ? [{ label: say('checkAgain'), run: checkAgain }] : []
  })
}

const keptReferenceView = (reference: string | null, view: View) =>
  reference === null ? nothing : keptFactsView([[view.say('reference'), reference]], view)
