import { nothing, type TemplateResult } from 'lit'
import type { CheckoutState, Pending, Unverified } from '../checkout-state.js'
import { formatMoment, formatMoney } from '../format.js'
import { factsView } from './facts.js'
import { messageView } from './message.js'
import type { View } from './view.js'

type Of<Name extends CheckoutState['name']> = Extract<CheckoutState, { name: Name }>

/** The payer is back, and the shop is being asked. */
export function verifyingView({ reference }: Of<'verifying'>, { messages }: View): TemplateResult {
  const { title, text } = messages.verifying
  return messageView({ tone: 'waiting', title, text: [text], details: referenceFact(reference, messages) })
}

/** The shop has the money. */
export function paidView({ receipt, reference }: Of<'paid'>, { messages, locale }: View): TemplateResult {
  const { title, text, amount, payway, time } = messages.paid
  const facts: [string, string][] = [
    [amount, formatMoney(receipt.amount, receipt.currency, locale)],
    ...(receipt.payway === undefined ? [] : [[payway, receipt.payway] as [string, string]]),
    [time, formatMoment(receipt.time, locale)],
    [messages.reference, reference]
  ]
  return messageView({ tone: 'good', title, text: [text], details: factsView(facts) })
}

/** The money is on its way. */
export function pendingView(
  { reference, watching }: Pending,
  { messages, checkAgain }: View
): TemplateResult {
  const { title, text } = messages.pending
  return messageView({
    tone: 'waiting',
    title,
    text: [text, messages.doNotPayAgain],
    details: referenceFact(reference, messages),
    actions: watching ? [] : [{ label: messages.checkAgain, run: checkAgain }]
  })
}

/** It came to nothing, says the shop. */
export function unpaidView({ reason, reference }: Of<'unpaid'>, { messages, load }: View): TemplateResult {
  return messageView({
    tone: 'bad',
    title: messages.unpaid[reason ?? 'declined'],
    text: [messages.unpaid.text],
    details: referenceFact(reference, messages),
    actions: load ? [{ label: messages.tryAgain, run: load }] : []
  })
}

/** Nobody can say. */
export function unverifiedView(state: Unverified, { messages, checkAgain }: View): TemplateResult {
  const { title, text, noToken, confirming, confirmingText } = messages.unverified
  const { doNotPayAgain } = messages
  switch (state.doubt) {
    case 'no-endpoint':
      return messageView({ tone: 'waiting', title: confirming, text: [confirmingText, doNotPayAgain] })
    case 'no-token':
      return messageView({ tone: 'doubtful', title, text: [noToken, doNotPayAgain] })
    case 'no-answer':
      return messageView({
        tone: 'doubtful',
        title,
        text: [text, doNotPayAgain],
        details: referenceFact(state.reference, messages),
        actions: [{ label: messages.checkAgain, run: checkAgain }]
      })
  }
}

const referenceFact = (reference: string | null, messages: View['messages']) =>
  reference === null ? nothing : factsView([[messages.reference, reference]])
