import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { verifyNotification, withoutIssuedCheck } from '../../src/server/hearing/verify-notification.js'
import { createSession } from '../../src/server/signing/create-session.js'
import { fingerprintOf, signedText } from '../../src/server/signing/signature.js'
import {
  anAccount,
  anAttempt,
  anOrder,
  CHECKOUT_ID,
  openShop,
  PRIVAT24,
  VISA,
  type Fields
} from './fixtures.js'

/**
 * A signature covers values and not names. So a form's signature is also that of every message whose values, joined in
 * the order of its names, give the same text. Here such messages are made from forms at random.
 */

const account = anAccount()
const attempt = anAttempt({ paymentNo: '1001', description: 'gift' })
const other = anAttempt({ paymentNo: '2002', description: 'gift' })

const NEEDED = ['ik_am', 'ik_co_id', 'ik_cur', 'ik_inv_id', 'ik_inv_st', 'ik_pm_no', 'ik_pw_via']
const FURTHER = [
  'ik_act',
  'ik_co_rfn',
  'ik_desc',
  'ik_inv_crt',
  'ik_ltm',
  'ik_ps_price',
  'ik_trn_id',
  'ik_x_a',
  'ik_zz'
]

/** Another message with the signature of `form`: its values dealt out anew, in their order, to other names. */
function rekeyed(form: Fields, signature: string): fc.Arbitrary<string> {
  const values = signedText(form).split(':')
  const spare = Math.max(0, Math.min(4, values.length - NEEDED.length))
  const names = fc
    .oneof(fc.subarray(FURTHER, { maxLength: spare }), fc.constant(['ik_desc'].slice(0, spare)))
    .map((further) => [...NEEDED, ...further].sort())
  const borders = Array.from({ length: values.length - 1 }, (_, index) => index + 1)
  return names.chain((names) => {
    const shares = Math.min(names.length, values.length)
    return fc.subarray(borders, { minLength: shares - 1, maxLength: shares - 1 }).map((cuts) => {
      const dealt = [0, ...cuts].map((from, index) => values.slice(from, cuts[index]).join(':'))
      const fields = Object.fromEntries(dealt.map((share, index) => [names[index] ?? '', share]))
      return String(new URLSearchParams({ ...fields, ik_sign: signature }))
    })
  })
}

const isApplied = (body: string) =>
  verifyNotification(account, body, {
    attempt: (paymentNo) => [attempt, other].find((one) => one.paymentNo === paymentNo) ?? null,
    issued: withoutIssuedCheck
  }).then(
    ({ verdict }) => verdict === 'apply',
    () => false
  )

suite('a form that createSession signed', () => {
  const urls = {
    interaction: 'https://shop.example/interkassa/notify',
    success: 'https://shop.example/interkassa/return/success/q3v0Jm5kYt8Rz1Nw6Xb2Hc'
  }
  const description = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !['', 'success'].includes(text.trim())),
    fc.constantFrom('gift:777:success', 'a\nsuccess', 'success:1001', 'success\u2236777', '777')
  )
  const messages = fc
    .record({ description, withUrls: fc.boolean(), paymentNo: fc.constantFrom('1001', '2002') })
    .chain(({ description, withUrls, paymentNo }) => {
      const opened = anAttempt({ paymentNo, description: `${description}.`, ...(withUrls && { urls }) })
      const { session } = createSession(account, opened, [{ id: VISA }, { id: PRIVAT24 }])
      const forms = [
        session.fields,
        ...session.payways.map(({ fields, sign }) => ({ ...session.fields, ...fields, ik_sign: sign }))
      ]
      return fc.constantFrom(...forms).chain((form) => rekeyed(form, form.ik_sign))
    })

  test('is remembered before it is handed out, each of a session’s', async () => {
    const description = fc.string({ minLength: 1, maxLength: 20 }).map((text) => `${text}.`)
    await fc.assert(
      fc.asyncProperty(description, fc.boolean(), async (description, inTest) => {
        const shop = openShop({ account: anAccount({ mode: inTest ? 'test' : 'live' }) })
        shop.orders.set('A-1001', anOrder({ description }))
        const { fields, payways } = await shop.session()
        const forms = [
          ...(inTest ? [] : [fields]),
          ...payways.map((payway) => ({ ...fields, ...payway.fields }))
        ]
        for (const form of forms) {
          assert.ok(await shop.ledger.isIssued(CHECKOUT_ID, fingerprintOf(signedText(form))))
        }
      }),
      { numRuns: 100 }
    )
  })

  test('never passes for a notification, even where no fingerprints are kept', async () => {
    await fc.assert(
      fc.asyncProperty(messages, async (body) => {
        assert.equal(await isApplied(body), false)
      }),
      { numRuns: 1_000 }
    )
  })
})
