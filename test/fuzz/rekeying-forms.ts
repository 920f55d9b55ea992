import { createSession } from '../../src/server/signing/create-session.js'
import { anAccount, anAttempt, CHECKOUT_ID, PRIVAT24, VISA, type Fields } from '../server/fixtures.js'

/** A form that somebody signed, and how its values came about. */
export interface KnownForm {
  readonly title: string
  readonly fields: Fields
  /** Whether a stranger can have it read as the success of a payment. */
  readonly isForgeable: boolean
}

const basis: Fields = {
  ik_am: '100.00',
  ik_co_id: CHECKOUT_ID,
  ik_cur: 'UAH',
  ik_desc: 'Order 1001',
  ik_pm_no: '1001'
}

/** Forms as careless shops sign them, with what buyers wrote, as it came. The signer of this package refuses most. */
export const CARELESS_FORMS: readonly KnownForm[] = [
  { title: 'values of the server alone', fields: basis, isForgeable: false },
  {
    title: 'an expiry and a return address besides',
    fields: { ...basis, ik_exp: '2026-01-01 10:00:00', ik_suc_u: 'https://shop.example/thanks' },
    isForgeable: false
  },
  {
    title: 'a description and a note of the buyer’s',
    fields: { ...basis, ik_desc: 'gift:777:success', ik_x_note: VISA },
    isForgeable: true
  },
  {
    title: 'three fields of the buyer’s, without a colon',
    fields: { ...basis, ik_desc: '777', ik_x_a: 'success', ik_x_b: '1001', ik_x_c: VISA },
    isForgeable: true
  },
  {
    title: 'one field of the buyer’s with colons, for another order',
    fields: { ...basis, ik_x_note: `777:success:2002:${VISA}` },
    isForgeable: true
  },
  {
    title: 'an e-mail address and a description of the buyer’s',
    fields: { ...basis, ik_cli: 'a@b.c', ik_desc: `7:success`, ik_x_ref: VISA },
    isForgeable: true
  }
]

const urls = {
  interaction: 'https://shop.example/interkassa/notify',
  success: 'https://shop.example/interkassa/return/success/q3v0Jm5kYt8Rz1Nw6Xb2HcLp7Sd4Gf9A',
  pending: 'https://shop.example/interkassa/return/pending/q3v0Jm5kYt8Rz1Nw6Xb2HcLp7Sd4Gf9A',
  fail: 'https://shop.example/interkassa/return/fail/q3v0Jm5kYt8Rz1Nw6Xb2HcLp7Sd4Gf9A'
}

/** Every form of a session of this package, for an order whose description a buyer wrote as evilly as can be. */
export function sessionForms(): readonly KnownForm[] {
  const description = `777:success:1001:${VISA}`
  const attempt = anAttempt({ paymentNo: '1001', description, payways: [VISA, PRIVAT24], urls })
  const { session } = createSession(anAccount(), attempt, [{ id: VISA }, { id: PRIVAT24 }])
  const page = { title: 'the gateway’s page, signed here', fields: session.fields, isForgeable: false }
  const direct = session.payways.map(({ id, fields }) => ({
    title: `${id}, signed here`,
    fields: { ...session.fields, ...fields },
    isForgeable: false
  }))
  return [page, ...direct]
}
