import { randomBytes } from 'node:crypto'
import { FIELDS, InterkassaError, type CheckoutSession } from '../../protocol/index.js'
import { orderIdSchema } from '../../protocol/schemas.js'
import { failure, plain } from '../answers.js'
import { isConfirmed, writeConfirmation } from '../confirmation.js'
import { issueSession } from '../issue-session.js'
import { confirmPage, messagePage, postingPage, type Page } from '../pay-pages.js'
import { checkFormHeaders, parseForm } from '../parse-form.js'
import { readBody } from '../read-body.js'
import { returnAddress } from './return.js'
import type { Route } from './route.js'

/**
 * `POST /pay` with `orderId` and perhaps `payway`, urlencoded: the way without JavaScript. Answers a page that posts
 * the signed form by itself. A request that does not come from one of our pages gets a page to confirm first, before
 * anybody is asked about the order, so that no stranger's page can start a payment.
 */
export const handlePay: Route = async (request, { settings, origins }) => {
  if (request.method !== 'POST') {
    return failure(new InterkassaError('method-not-allowed', request.method), { allow: 'POST' })
  }
  checkFormHeaders(request.headers.get('content-type'), request.headers.get('content-encoding'))
  const { orderId, payway, confirmation } = await readForm(request)
  const subject = `${orderId} ${payway ?? ''}`
  const now = Date.now()
  const confirmed = !origins.isForeign(request) && isConfirmed(settings.account, subject, confirmation, now)
  if (!origins.trusts(request) && !confirmed) {
    return show(
      confirmPage({ orderId, payway, confirmation: writeConfirmation(settings.account, subject, now) })
    )
  }
  const issued = await issueSession(
    settings,
    orderId,
    request,
    (session) => fieldsOf(session, payway) !== null
  )
  switch (issued.kind) {
    case 'open': {
      const fields = fieldsOf(issued.session, payway)
      return fields
        ? show(postingPage(issued.session.action, fields))
        : show(messagePage(404, 'order-unknown'))
    }
    case 'paid':
      return plain(303, null, { location: returnAddress(settings, orderId, issued.statusToken) })
    case 'unknown':
      return show(messagePage(404, 'order-unknown'))
    case 'exhausted':
      return show(messagePage(409, 'attempts-exhausted'))
    case 'too-many':
      return show(messagePage(429, 'too-many-attempts'), { 'retry-after': String(issued.retryAfter) })
  }
}

async function readForm(request: Request) {
  let form: ReadonlyMap<string, string>
  try {
    form = parseForm(await readBody(request))
  } catch (cause) {
    throw cause instanceof InterkassaError && cause.code.startsWith('body-')
      ? cause
      : new InterkassaError('bad-request', 'expected orderId and payway', { cause })
  }
  const orderId = orderIdSchema.safeParse(form.get('orderId'))
  const payway = form.get('payway') ?? null
  if (!orderId.success || (payway !== null && !FIELDS.payway.holds(payway))) {
    throw new InterkassaError('bad-request', 'expected orderId and payway')
  }
  return { orderId: orderId.data, payway, confirmation: form.get('confirmation') }
}

/** The chosen payway's form; without a choice the page with all of them, or the only payway of test mode. */
function fieldsOf(
  { fields, payways }: CheckoutSession,
  id: string | null
): Readonly<Record<string, string>> | null {
  const chosen =
    id === null && fields[FIELDS.sign.wire] === undefined ? payways[0] : payways.find((one) => one.id === id)
  if (chosen) return { ...fields, ...chosen.fields, [FIELDS.sign.wire]: chosen.sign }
  return id === null && fields[FIELDS.sign.wire] !== undefined ? fields : null
}

function show(
  { status, render, referrer, script }: Page,
  headers: Readonly<Record<string, string>> = {}
): Response {
  const nonce = randomBytes(16).toString('base64')
  return plain(status, render(nonce), {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      ...(script ? [`script-src 'nonce-${nonce}'`] : ["form-action 'self'"]),
      "frame-ancestors 'none'",
      "base-uri 'none'"
    ].join('; '),
    'x-frame-options': 'DENY',
    'referrer-policy': referrer,
    ...headers
  })
}
