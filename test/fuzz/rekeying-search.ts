import { verifyNotification, withoutIssuedCheck } from '../../src/server/hearing/verify-notification.js'
import { fingerprintOf, signedText } from '../../src/server/signing/signature.js'
import { anAccount, anAttempt, gatewaySign, SECRET_KEY, type Fields } from '../server/fixtures.js'

const account = anAccount()
const attempts = ['1001', '2002'].map((paymentNo) => anAttempt({ paymentNo }))

/** What a search has gone through, and what of it would have been taken for a payment. */
export interface Found {
  readonly tried: number
  /** Messages that were taken for the success of a payment where forms are not remembered. */
  readonly unguarded: readonly Fields[]
  /** The same where the fingerprint of the form is remembered. */
  readonly guarded: readonly Fields[]
}

/** Sends every message to the verifier under the signature of the form from which it was made. */
export async function search(form: Fields, messages: Iterable<Fields>): Promise<Found> {
  const text = signedText(form)
  const fingerprint = fingerprintOf(text)
  const sign = gatewaySign({ text }, SECRET_KEY)
  const unguarded: Fields[] = []
  const guarded: Fields[] = []
  let tried = 0
  for (const message of messages) {
    tried += 1
    const body = String(new URLSearchParams({ ...message, ik_sign: sign }))
    // Whatever is refused without the memory of forms is refused with it: that one only refuses more.
    if (!(await pays(body, withoutIssuedCheck))) continue
    unguarded.push(message)
    if (await pays(body, (known) => known === fingerprint)) guarded.push(message)
  }
  return { tried, unguarded, guarded }
}

async function pays(body: string, issued: (fingerprint: string) => boolean): Promise<boolean> {
  const attempt = (paymentNo: string) => attempts.find((one) => one.paymentNo === paymentNo) ?? null
  const verified = await verifyNotification(account, body, { attempt, issued }).catch(() => null)
  return verified?.verdict === 'apply' && verified.notification.state === 'paid'
}
