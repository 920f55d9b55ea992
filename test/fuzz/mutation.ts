import assert from 'node:assert/strict'
import fc from 'fast-check'
import { InterkassaError } from '../../src/protocol/index.js'
import { parseForm } from '../../src/server/hearing/parse-form.js'
import { verifyNotification, withoutIssuedCheck } from '../../src/server/hearing/verify-notification.js'
import type { Account } from '../../src/server/signing/account.js'
import { selectSigned, signedText } from '../../src/server/signing/signature.js'
import {
  anAccount,
  anAttempt,
  gatewaySign,
  notification,
  OLD_SECRET_KEY,
  SECRET_KEY,
  VISA
} from '../server/fixtures.js'
import type { Fuzz } from './fuzz.js'

/** What is done to a genuine body, at some place in it. */
type Edit = readonly [
  kind: 'put' | 'cut' | 'swap' | 'double' | 'drop' | 'set' | 'call' | 'encode' | 'bits',
  place: number,
  text: string
]

type Signatures = Pick<Account, 'checkoutId' | 'mode' | 'hasSigned'>

const known = anAttempt({ paymentNo: '1001' })
const genuine = notification(known, { ik_trn_id: 'TRN-1', ik_x_user: '3', _ik_x_user: '3' })
const genuineText = signedText(selectSigned(parseForm(genuine)))
const believed = anAccount({ secretKey: [SECRET_KEY, OLD_SECRET_KEY] })

const place = fc.nat({ max: 600 })
const texts = fc.constantFrom(
  ...['', '0', '1', '9', 'A', '=', '&', '%', '+', '%3A', ':', '.', '%20', '%00', '%0A', '/', '-', '_'],
  ...[
    'success',
    'fail',
    '1001',
    '2002',
    '100.00',
    '0.01',
    '100',
    'UAH',
    'USD',
    VISA,
    'test_interkassa_test_xts'
  ],
  ...['ik_am', 'ik_sign', 'ik_inv_st', 'ik_pm_no', 'ik_x_user', 'ik_zz', 'IK_AM', 'utm', '__proto__']
)
const kind = fc.constantFrom('put', 'cut', 'swap', 'double', 'drop', 'set', 'call', 'encode', 'bits')

/** However a genuine message is changed, what is believed of it says what was signed. */
export const mutation: Fuzz<readonly Edit[], Signatures> = {
  name: 'mutation',
  runs: 200_000,
  inputs: fc.array(fc.tuple(kind, place, texts), { minLength: 1, maxLength: 3 }),
  async holds(edits, account) {
    const body = edits.reduce(edited, genuine)
    try {
      await verifyNotification(account as Account, Buffer.from(body), {
        attempt: (paymentNo) => (paymentNo === known.paymentNo ? known : null),
        issued: withoutIssuedCheck
      })
    } catch (error) {
      if (error instanceof InterkassaError) return
      throw error
    }
    assert.equal(signedText(selectSigned(parseForm(body))), genuineText)
  },
  code: believed,
  withoutDefence: {
    'a look at the signature': judging(() => true),
    'all but the beginning of the signature': judging(
      (text, signature) => gatewaySign({ text }, SECRET_KEY)[0] === signature[0]
    ),
    'the case of letters': judging((text, signature) => {
      const isAlike = text.toLowerCase() === genuineText.toLowerCase()
      return believed.hasSigned(isAlike ? genuineText : text, signature)
    }),
    'the last value': judging((text, signature) => {
      const isAlike = text.slice(0, -5) === genuineText.slice(0, -5)
      return believed.hasSigned(isAlike ? genuineText : text, signature)
    })
  }
}

function judging(hasSigned: Account['hasSigned']): Signatures {
  return { checkoutId: believed.checkoutId, mode: believed.mode, hasSigned }
}

function edited(body: string, [kind, place, text]: Edit): string {
  const at = body.length === 0 ? 0 : place % body.length
  const pairs = body.split('&')
  const index = place % pairs.length
  const pair = pairs[index] ?? ''
  const [name = '', value = ''] = pair.split('=')
  const replaced = (...by: string[]) => [...pairs.slice(0, index), ...by, ...pairs.slice(index + 1)].join('&')
  switch (kind) {
    case 'put':
      return body.slice(0, at) + text + body.slice(at)
    case 'cut':
      return body.slice(0, at) + body.slice(at + 1 + text.length)
    case 'swap':
      return [...pairs.slice(index), ...pairs.slice(0, index)].join('&')
    case 'double':
      return replaced(pair, text === '' ? pair : `${name}=${text}`)
    case 'drop':
      return replaced()
    case 'set':
      return replaced(`${name}=${text}`)
    case 'call':
      return replaced(`${text}=${value}`)
    case 'encode':
      return body.slice(0, at) + hex(body[at] ?? '') + body.slice(at + 1)
    case 'bits':
      return body.slice(0, at) + String.fromCharCode((body.charCodeAt(at) || 0) ^ 32) + body.slice(at + 1)
  }
}

const hex = (character: string) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`
