/** What signing and verifying cost beside hashing alone: `npm run bench:sign`. */
import { hash } from 'node:crypto'
import { authenticate } from '../src/server/hearing/verify-notification.js'
import { createSession, sign, signedText, verifyNotification, type Attempt } from '../src/server/index.js'
import { compare } from './compare.js'
import { account, AMOUNT, notificationOf, secretKey } from './shop.js'

const form = {
  ik_co_id: account.checkoutId,
  ik_pm_no: 'A-1001-1',
  ik_am: '250.50',
  ik_cur: 'UAH',
  ik_desc: 'Замовлення A-1001',
  ik_ltm: '3600',
  ik_act: 'process',
  ik_pw_via: 'visa_cpaytrz_merchant_uah',
  ik_ia_u: 'https://shop.example/interkassa/notify',
  ik_suc_u: 'https://shop.example/interkassa/return/success',
  ik_pnd_u: 'https://shop.example/interkassa/return/pending',
  ik_fal_u: 'https://shop.example/interkassa/return/fail'
}
const { ik_act: ik_x_act, ...rest } = form
const other = { ...rest, ik_x_act }
let turn = 0
const ready = `${signedText(form)}:${secretKey}`

await compare('one form of twelve fields', {
  'the hash of a ready text': () => hash('sha256', ready, 'base64'),
  'sign()': () => sign(form, secretKey),
  'sign(), of other names each time': () => sign(turn++ % 2 === 0 ? form : other, secretKey)
})

const attempt: Attempt = {
  paymentNo: 'A-1001-1',
  amount: AMOUNT,
  currency: 'UAH',
  description: 'Замовлення A-1001',
  expiresAt: '2100-01-01T00:00:00Z',
  lifetime: 3600,
  urls: { interaction: form.ik_ia_u, success: form.ik_suc_u, pending: form.ik_pnd_u, fail: form.ik_fal_u }
}
const payways = Array.from({ length: 50 }, (_, index) => ({ id: `visa_processor${index}_merchant_uah` }))

await compare('a session of fifty payways', {
  'fifty hashes of ready texts': () => payways.map(() => hash('sha256', ready, 'base64')),
  'createSession()': () => createSession(account, attempt, payways)
})

const body = Buffer.from(notificationOf(attempt.paymentNo))

await compare('one notification of fifteen fields, from its bytes', {
  'the hash of a ready text': () => hash('sha256', ready, 'base64'),
  'read, and its signature checked': () => authenticate(account, body),
  'verifyNotification()': () =>
    verifyNotification(account, body, { attempt: () => attempt, issued: () => false })
})
