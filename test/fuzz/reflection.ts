import assert from 'node:assert/strict'
import fc from 'fast-check'
import { verifyNotification } from '../../src/server/hearing/verify-notification.js'
import { fingerprintOf, signedText } from '../../src/server/signing/signature.js'
import {
  anAccount,
  anAttempt,
  CHECKOUT_ID,
  gatewaySign,
  SECRET_KEY,
  VISA,
  type Fields
} from '../server/fixtures.js'
import type { Fuzz } from './fuzz.js'
import { randomFrom, someOf } from './random.js'
import { NOTIFICATION_NAMES, someReading } from './rekeyings.js'

/** A form with text of the buyer's in it, and which of all messages with its signature is sent. */
interface Reflection {
  readonly description: string
  /** Up to six further values, as the buyer wrote them. */
  readonly written: readonly string[]
  /** Under any names, or dealt out to those of a notification. */
  readonly read: boolean
  readonly choice: number
}

interface Verifier {
  readonly verify: typeof verifyNotification
  readonly remembersForms: boolean
}

const account = anAccount()
const attempts = ['1001', '2002'].map((paymentNo) => anAttempt({ paymentNo }))
const attempt = (paymentNo: string) => attempts.find((one) => one.paymentNo === paymentNo) ?? null

const piece = fc.constantFrom(
  'success',
  '1001',
  '2002',
  '777',
  VISA,
  'gift',
  '2026-11-22 10',
  '00',
  'UAH',
  ''
)
const text = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(':'))
const evil: fc.Arbitrary<Pick<Reflection, 'description' | 'written'>> = fc.constantFrom(
  { description: 'gift:777:success', written: [VISA] },
  { description: '777', written: ['success', '1001', VISA] },
  { description: 'gift', written: [`777:success:2002:${VISA}`] },
  { description: '2026-11-22 10:00:00:777:2026-11-22 10:00:09:success', written: ['1001', VISA, 'T-1'] }
)

const needed = ['ik_am', 'ik_co_id', 'ik_cur', 'ik_inv_id', 'ik_inv_st', 'ik_pm_no', 'ik_pw_via']
const further = NOTIFICATION_NAMES.filter((name) => !needed.includes(name))

/** A form is never taken for a notification, whatever its fields are called and however they are joined or split. */
export const reflection: Fuzz<Reflection, Verifier> = {
  name: 'reflection',
  runs: 200_000,
  inputs: fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: fc.record({ description: text, written: fc.array(text, { maxLength: 6 }) }) },
        { weight: 1, arbitrary: evil }
      ),
      fc.boolean(),
      fc.nat()
    )
    .map(([form, read, choice]) => ({ ...form, read, choice })),
  async holds(input, { verify, remembersForms }) {
    const form = formOf(input)
    const signed = signedText(form)
    const random = randomFrom(input.choice)
    const message = (input.read ? someReading(signed, random) : null) ?? dealtOut(signed, random)
    const issued = fingerprintOf(signed)
    const body = String(new URLSearchParams({ ...message, ik_sign: gatewaySign(form, SECRET_KEY) }))
    const verified = await verify(account, body, {
      attempt,
      issued: (fingerprint) => remembersForms && fingerprint === issued
    }).catch(() => null)
    assert.equal(verified, null)
  },
  code: { verify: verifyNotification, remembersForms: true },
  withoutDefence: { 'the memory of forms': { verify: verifyNotification, remembersForms: false } }
}

const formOf = ({ description, written }: Reflection): Fields => ({
  ik_am: '100.00',
  ik_co_id: CHECKOUT_ID,
  ik_cur: 'UAH',
  ik_desc: description,
  ik_pm_no: '1001',
  ...Object.fromEntries(written.map((value, index) => [`ik_x_${index}`, value]))
})

function dealtOut(signed: string, random: () => number): Fields {
  const pieces = signed.split(':')
  const spare = Math.max(0, pieces.length - needed.length)
  const count = Math.min(pieces.length, needed.length + Math.floor(random() * (spare + 1)))
  const names = [...needed, ...someOf(further, count - needed.length, random)].sort().slice(0, count)
  const borders = someOf([...pieces.keys()].slice(1), count - 1, random)
  return Object.fromEntries(
    [0, ...borders].map((from, index) => [
      names[index] ?? 'ik_zz',
      pieces.slice(from, borders[index]).join(':')
    ])
  )
}
