import { randomBytes } from 'node:crypto'
import { FIELDS, InterkassaError, type CheckoutSession } from '../../protocol/index.js'
import { orderIdSchema } from '../../protocol/schemas.js'
import { failure, isPublic, logFailure, plain, type Answer } from '../calls/answers.js'
import type { Call } from '../calls/call.js'
import { checkFormHeaders, parseForm } from '../hearing/parse-form.js'
import { isConfirmed, writeConfirmation } from '../selling/confirmation.js'
import { issueSession, type Offer } from '../selling/issue-session.js'
import { confirmPage, messagePage, payAgainPage, postingPage, type Page } from '../selling/pay-pages.js'
import { returnAddress } from './return.js'
import type { Route, RouteContext } from './route.js'

/**
 * `POST /pay` with `orderId` and perhaps `payway`, urlencoded: the way without JavaScript. Answers a page that posts
 * the signed form by itself. A request that does not come from one of our pages gets a page to confirm first, before
 * anybody is asked about the order, so that no stranger's page can start a payment; and so does a payer whose earlier
 * payment of the order is on its way.
 */
export const handlePay: Route = async (call, context) => {
  if (call.method !== 'POST') {
    return failure(new InterkassaError('method-not-allowed', call.method), { allow: 'POST' })
  }
  checkFormHeaders(call.headers.get('content-type'), call.headers.get('content-encoding'))
  try {
    return await pay(call, context)
  } catch (error) {
    if (isPublic(error, 'bad-request')) return show(messagePage('bad-request'))
    if (isPublic(error) && !isPublic(error, 'unavailable')) throw error
    logFailure('POST /pay', error)
    return show(messagePage('unavailable'), { 'retry-after': '5' })
  }
}

async function pay(call: Call, { settings, origins }: RouteContext): Promise<Answer> {
  const { account } = settings
  const { confirmation, ...choice } = await readForm(call)
  const { orderId, payway } = choice
  const subject = `${orderId} ${payway ?? ''}`
  const again = `${subject} again`
  const now = Date.now()
  const confirmed = (about: string) =>
    !origins.isForeign(call) && isConfirmed(account, about, confirmation, now)
  if (!origins.trusts(call) && !confirmed(subject) && !confirmed(again)) {
    return show(confirmPage(choice, writeConfirmation(account, subject, now)))
  }
  const mayPay = ({ earlier }: Offer) => earlier?.state !== 'pending' || confirmed(again)
  const issued = await issueSession(
    settings,
    orderId,
    call.toRequest(),
    (offer) => mayPay(offer) && fieldsOf(offer.session, payway) !== null
  )
  switch (issued.kind) {
    case 'open': {
      if (!mayPay(issued)) return show(payAgainPage(choice, writeConfirmation(account, again, now)))
      const fields = fieldsOf(issued.session, payway)
      return show(fields ? postingPage(issued.session.action, fields) : messagePage('order-unknown'))
    }
    case 'paid':
      return issued.statusToken === undefined
        ? show(messagePage('order-paid'))
        : plain(303, null, { location: returnAddress(settings, orderId, issued.statusToken) })
    case 'unknown':
      return show(messagePage('order-unknown'))
    case 'exhausted':
      return show(messagePage('attempts-exhausted'))
    case 'too-many':
      return show(messagePage('too-many-attempts'), { 'retry-after': String(issued.retryAfter) })
  }
}

async function readForm(call: Call) {
  let form: ReadonlyMap<string, string>
  try {
    form = parseForm(await call.readBody())
  } catch (cause) {
    throw cause instanceof InterkassaError && cause.code.startsWith('body-')
      ? cause
      : new InterkassaError('bad-request', 'expected orderId and payway', { cause })
  }
  const orderId = orderIdSchema.safeParse(form.get('orderId'))
  // A form cannot leave a checked radio button out, so "any other way" comes as an empty value.
  const chosen = form.get('payway') ?? ''
  const payway = chosen === '' ? null : chosen
  if (!orderId.success || (payway !== null && !FIELDS.payway.holds(payway))) {
    throw new InterkassaError('bad-request', 'expected orderId and payway')
  }
  return { orderId: orderId.data, payway, confirmation: form.get('confirmation') }
}

/** The chosen payway's form; without a choice the page with all of them. In test mode the test payway stands for all. */
function fieldsOf(
  { fields, payways }: CheckoutSession,
  id: string | null
): Readonly<Record<string, string>> | null {
  const hasPage = fields[FIELDS.sign.wire] !== undefined
  if (id === null && hasPage) return fields
  const chosen = hasPage ? payways.find((one) => one.id === id) : payways[0]
  return chosen ? { ...fields, ...chosen.fields, [FIELDS.sign.wire]: chosen.sign } : null
}

function show(
  { status, render, referrer, script }: Page,
  headers: Readonly<Record<string, string>> = {}
): Answer {
  const nonce = randomBytes(16).toString('base64')
  // No form-action: browsers hold it against the redirects after a post, which lead to the shop's page or the payway's.
  return plain(status, render(nonce), {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      ...(script ? [`script-src 'nonce-${nonce}'`] : []),
      "frame-ancestors 'none'",
      "base-uri 'none'"
    ].join('; '),
    'x-frame-options': 'DENY',
    'referrer-policy': referrer,
    ...headers
  })
}
