import { InterkassaError, type ErrorCode } from '../../protocol/index.js'
import { failure, isPublic, json, plain } from '../calls/answers.js'
import { checkFormHeaders } from '../hearing/parse-form.js'
import { expectationsOf, noteRefused, recordNotification } from '../hearing/record-notification.js'
import { authenticate, badSignature, judge } from '../hearing/verify-notification.js'
import type { Route } from './route.js'

/**
 * `POST /notify`, the gateway's word. 200 means that the message is durably recorded; 400 that it never will be; 404
 * that it is authentic and speaks of no attempt we know; 503 asks the gateway to try again. Nothing but the body
 * counts: no query, no address, no header makes a message trusted.
 */
export const handleNotify: Route = async (call, { settings, outbox, reconciler, refused }) => {
  if (call.method !== 'POST') {
    return failure(new InterkassaError('method-not-allowed', call.method), { allow: 'POST' })
  }
  const { account, ledger, confirmAbove } = settings
  const tellOnce = (code: ErrorCode, message: string) => {
    if (refused.has(code)) return
    refused.add(code)
    console.warn(
      `interkassa-checkout: notifications are refused in ${account.mode} mode: ${code}: ${message}`
    )
  }
  checkFormHeaders(call.headers.get('content-type'), call.headers.get('content-encoding'))
  const body = await call.readBody()
  try {
    const authentic = authenticate(account, body)
    if (!authentic) {
      tellOnce('bad-signature', badSignature(account))
      return REJECTED
    }
    const verified = await judge(account, authentic, expectationsOf(ledger, account))
    const recorded = await recordNotification(ledger, account, verified, Date.now(), confirmAbove)
    if (recorded === 'awaiting') reconciler.kick(verified.attempt)
    outbox.kick()
    return plain(200, 'OK')
  } catch (error) {
    if (!(error instanceof InterkassaError) || isPublic(error)) throw error
    tellOnce(error.code, error.message)
    await noteRefused(ledger, account, body, error)
    outbox.kick()
    return error.code === 'unknown-invoice' ? json(404, { error: 'unknown-invoice' }) : REJECTED
  }
}

/** One answer to all, which tells a stranger nothing. */
const REJECTED = json(400, { error: 'rejected' })
