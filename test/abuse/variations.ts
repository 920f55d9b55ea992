import {
  CHECKOUT_ID,
  FORM,
  gatewaySign,
  OLD_SECRET_KEY,
  SECRET_KEY,
  SHOP,
  TEST_KEY,
  TEST_PAYWAY,
  VISA,
  type Fields
} from '../server/fixtures.js'
import type { AbuseCase, Outcome } from './case.js'

/**
 * Further cases in the catalogue's form, of every operation: what the catalogue says of one field, mode or way to write
 * an input, said of another. They show that the adapter performs the operations and not only the catalogue's values.
 */
export const variations: readonly AbuseCase[] = []

const add = (input: Outcome & { op: string }, expected: Outcome, why: string) =>
  (variations as AbuseCase[]).push({
    id: `VAR-${variations.length + 1}`,
    area: 'variation',
    why,
    input,
    expected
  })

// sign

const key = SECRET_KEY
const signs = (op: string, params: Outcome, values: string, why: string, alg = 'sha256') => {
  const fields = { ik_text: values }
  add({ op, alg, key, params }, { string: `${values}:${key}`, signature: gatewaySign(fields, key, alg) }, why)
}
signs('sign', { ik_b: '', ik_a: 'x', ik_c: '' }, 'x::', 'empty values are signed')
signs('sign', { ik_b: '2', ik_sign: 'gone', ik_a: '1' }, '1:2', 'the signature does not sign itself')
signs('sign', { ik_a: '1', a_ik_: '2', _ik_x: '3' }, '3:1', 'a name that only holds ik_ takes no part')
signs('sign', { ik_a: 'x' }, 'x', 'md5', 'md5')
signs('sign', { ik_a: 5, ik_b: true, ik_c: null, ik_d: false }, '5:1::', 'what is not text, as PHP writes it')
signs('signNested', { ik_a: { z: '2', b: { y: '1' } }, ik_b: ['3', '4'] }, '1:2:3:4', 'depth first')
signs('signNested', { ik_a: [], ik_b: 'x' }, ':x', 'an empty list')

// buildForm

const order = { ik_am: '100.00', ik_cur: 'UAH', ik_pm_no: '1001', ik_desc: 'Order 1001' }
const builds = (changes: Outcome, expected: Outcome, why: string, config: unknown = 'live') =>
  add({ op: 'buildForm', config, order: { ...order, ...changes } }, expected, why)
const refused = (error: string) => ({ ok: false, error })
builds(
  { ik_act: 'process', ik_pw_via: TEST_PAYWAY },
  { ok: true },
  'the test payway of a test account',
  'test'
)
builds({ ik_act: 'process', ik_pw_via: VISA }, refused('bad-field'), 'another payway in test mode', 'test')
builds({ ik_ia_u: 'http://169.254.169.254/latest/' }, refused('bad-field'), 'an address from an order')
builds({ ik_suc_u: 'https://evil.example/' }, refused('bad-field'), 'a return address from an order')
builds({ ik_inv_st: 'success' }, refused('bad-field'), 'what only the gateway writes')
builds({ ik_sign: gatewaySign(order, key) }, refused('bad-field'), 'a signature that looks right')
builds({ submit: '1' }, refused('bad-field'), 'a name of nobody’s')
builds({ ik_x_note: 'a:b' }, refused('colon-in-value'), 'a colon in data of the shop')
builds({ ik_desc: 'waitAccept' }, refused('reserved-value'), 'another state')
builds({ ik_cli: TEST_PAYWAY }, refused('reserved-value'), 'the test payway as text')
builds({ ik_desc: 'a\u0000b' }, refused('bad-field'), 'NUL')
builds({ ik_desc: '\ud800' }, refused('bad-field'), 'half a character')
builds({ ik_am: '0.00' }, refused('bad-field'), 'nothing to pay')
builds({ ik_am: '1e2' }, refused('bad-field'), 'an exponent')
builds({ ik_am: null }, refused('bad-field'), 'no amount')
builds({ ik_pm_no: '../1' }, refused('bad-field'), 'a path for a number')
builds({ ik_desc: 'я'.repeat(128) }, refused('bad-field'), 'more than 255 bytes')
builds({}, { ok: true }, 'a configuration that is written out', {
  ...{ checkoutId: 'another', mode: 'live', alg: 'sha256', liveKeys: [OLD_SECRET_KEY], testKeys: [] }
})

// config

const config = {
  checkoutId: CHECKOUT_ID,
  mode: 'live',
  alg: 'sha256',
  liveKeys: [SECRET_KEY],
  testKeys: [TEST_KEY]
}
const configures = (changes: Outcome, throws: boolean, why: string) =>
  add({ op: 'config', config: { ...config, ...changes } }, { throws }, why)
configures({ liveKeys: ['a:b:c:d:e:f:g:h:i:j'] }, true, 'a colon in a key')
configures({ liveKeys: ['aaaaaaaaaaaaaaaaaaaaaaaa'] }, true, 'a monotonous key')
configures({ testKeys: [SECRET_KEY] }, true, 'one key for both modes')
configures({ mode: 'test', testKeys: [] }, true, 'test mode without a test key')
configures({ mode: 'test', testKeys: undefined }, true, 'test mode without any mention of one')
configures({ testKeys: [] }, false, 'live mode without a test key')
configures({ testKeys: ['undefined'] }, true, 'an unset variable made into text')
configures({ checkoutId: undefined }, true, 'no checkout')
configures({ alg: 'SHA256' }, true, 'an algorithm in capitals')
configures({ liveKeys: [SECRET_KEY, OLD_SECRET_KEY, 'Third9Key7Made5Up'] }, false, 'three keys')
configures({ sekretKey: 'x' }, true, 'a misspelt setting')
add({ op: 'config', config: 'liveRotating' }, { throws: false }, 'a configuration by its name')

// parseBody

const parses = (input: Outcome, expected: Outcome, why: string) =>
  add({ op: 'parseBody', contentType: FORM, ...input }, expected, why)
const unread = (error: string, status = 400) => ({ ok: false, error, status })
parses({ body: 'ik_desc=%00' }, unread('control-char'), 'NUL')
parses({ body: 'ik_desc=%C2%85' }, unread('control-char'), 'a control character beyond ASCII')
parses({ body: 'ik_a%00=1' }, unread('bad-name'), 'NUL in a name')
parses({ body: 'a%0Db=1' }, unread('bad-name'), 'a line end in a name of nobody’s')
parses({ body: 'ik.am=1' }, unread('bad-name'), 'what PHP would rename')
parses({ body: 'ik_am%5B=1' }, unread('bad-name'), 'an open bracket')
parses({ body: 'ik_am=1.00', bodyHex: 'efbbbf696b5f616d3d31' }, unread('bad-encoding'), 'a byte order mark')
parses(
  { bodyRepeat: { unit: 'ik_a=1', count: 1 } },
  { ok: true, params: { ik_a: '1' } },
  'a body without prefix'
)
parses(
  { bodyRepeat: { prefix: 'a=', unit: 'b', count: 16_383 } },
  unread('body-too-large', 413),
  '16385 bytes'
)
parses({ bodyRepeat: { prefix: '', unit: 'a', count: 65 } }, unread('name-too-long'), 'a name of 65 bytes')
parses(
  { bodyRepeat: { prefix: 'ik_desc=%D0%B9', unit: 'a', count: 2046 } },
  { ok: true, paramLengths: { ik_desc: 2047 } },
  'a value of 2048 bytes that takes more to encode'
)
parses({ body: [...Array(65).keys()].map((n) => `a${n}=`).join('&') }, unread('too-many-params'), '65 fields')
parses({ contentType: undefined, body: 'ik_a=1' }, unread('unsupported-media-type', 415), 'no type')
parses({ contentEncoding: 'identity', body: 'a=1' }, { ok: true, params: { a: '1' } }, 'no encoding by name')
parses({ contentEncoding: 'br', body: 'a=1' }, unread('unsupported-encoding', 415), 'another encoding')
parses(
  { body: 'ik_a=1&ik_sign=x&b=2' },
  { ok: true, paramsOnlyIk: { ik_a: '1', ik_sign: 'x' } },
  'names with ik_'
)

// notify

const success: Fields = {
  ik_co_id: CHECKOUT_ID,
  ik_inv_id: '77700001',
  ik_inv_st: 'success',
  ik_pm_no: '1001',
  ik_pw_via: VISA,
  ik_am: '100.00',
  ik_cur: 'UAH'
}
const says = (changes: Fields = {}, by = SECRET_KEY, alg = 'sha256') => {
  const fields = { ...success, ...changes }
  return String(new URLSearchParams({ ...fields, ik_sign: gatewaySign(fields, by, alg) }))
}
const inTest: Fields = { ik_pm_no: '9001', ik_am: '1.00', ik_pw_via: TEST_PAYWAY }
const notifies = (input: Outcome, expected: Outcome, why: string) =>
  add({ op: 'notify', config: 'live', ledger: ['A', 'B', 'C'], contentType: FORM, ...input }, expected, why)
const rejected = (error: string, status = 400) => ({ status, error, effects: [] })
const recorded = (result: string, state: string, effects: string[] = []) => ({
  status: 200,
  result,
  state,
  effects
})
const held = (why: string) => ({ ...recorded('quarantined', 'created'), why })
const paid = recorded('applied', 'paid', ['paid:1001'])
notifies({ body: says() }, paid, 'the least that a payment says')
notifies({ body: says({}, TEST_KEY) }, rejected('bad-signature'), 'a live payment under the test key')
notifies({ body: says({ ik_pw_via: TEST_PAYWAY }, TEST_KEY) }, rejected('bad-signature'), 'a test payment')
notifies({ body: says({ ik_cur: 'XTS' }) }, rejected('wrong-mode'), 'test money under the live key')
notifies(
  { config: 'test', ledger: ['T'], body: says(inTest, TEST_KEY) },
  recorded('applied', 'paid', ['paid:9001']),
  'test mode'
)
notifies({ body: says({ ik_pm_no: '1002' }) }, rejected('unknown-invoice', 404), 'a payment of nobody’s')
notifies({ body: says({ ik_pm_no: '3003', ik_am: '250.50' }) }, held('currency-mismatch'), 'another currency')
notifies(
  { ledger: ['LOCK'], body: says({ ik_pm_no: '4004' }) },
  recorded('applied', 'paid', ['paid:4004']),
  'the payway that was asked for'
)
notifies(
  { ledger: ['LOCK'], body: says({ ik_pm_no: '4004', ik_pw_via: 'privat24_merchant_uah' }) },
  held('payway-mismatch'),
  'another payway'
)
notifies({ body: says({ ik_pay_card_number: '4111111111111111' }) }, rejected('bad-field'), 'a card')
notifies({ body: says({ ik_inv_st: 'constructor' }) }, held('unknown-state'), 'a member of every object')
notifies({ body: says({ ik_inv_prc: '2062-01-01 00:00:00' }) }, paid, 'a time in the far future')
notifies({ body: says({ ik_am: '0x64' }) }, rejected('bad-field'), 'a hexadecimal amount')
notifies({ body: says({ ik_am: '99.9999' }) }, held('amount-mismatch'), 'nearly enough')
notifies({ body: says({ ik_inv_id: '' }) }, rejected('missing-param'), 'no invoice')
notifies(
  { body: says(), then: [says({ ik_inv_st: 'waitAccept' })] },
  recorded('stale', 'paid', ['paid:1001']),
  'what is late says nothing new'
)
notifies(
  { body: says(), then: [says({ ik_inv_id: '77700002' })] },
  { ...paid, flags: ['double-payment'] },
  'the order is paid twice, and delivered once'
)
notifies(
  { body: says(), then: [says({ ik_pm_no: '2002' })] },
  recorded('applied', 'paid', ['paid:1001', 'paid:2002']),
  'two orders'
)
notifies(
  { body: says({ ik_trn_id: 'T' }), then: [says({ ik_trn_id: 'T' }).replace('ik_trn_id', 'ik_zz')] },
  { status: 400, error: 'malleated', effects: ['paid:1001'] },
  'a renamed field'
)
notifies(
  { body: says({ ik_a: '2' }), then: [says({ ik_a: '2' }).replace('ik_pm_no=1001', 'ik_pm_no=1002')] },
  { status: 400, error: 'bad-signature', effects: ['paid:1001'] },
  'a changed number'
)
notifies(
  { issuedForms: [{ ...success, ik_sign: 'x' }], body: says() },
  rejected('reflected'),
  'a form that was signed'
)
notifies({ bodyHex: Buffer.from(says()).toString('hex') }, paid, 'a body in hex')
notifies({ contentType: undefined, body: says() }, rejected('unsupported-media-type', 415), 'no type')
notifies({ times: 0, then: [says()], body: says() }, paid, 'only what comes then')
notifies(
  {
    config: { ...config, alg: 'md5', allowMd5: true, liveKeys: [OLD_SECRET_KEY] },
    ledger: [{ pmNo: '1001', amount: '7.00', currency: 'KZT', mode: 'live' }],
    body: says({ ik_am: '7', ik_cur: 'KZT' }, OLD_SECRET_KEY, 'md5')
  },
  paid,
  'a configuration and an invoice that are written out'
)

// events

const tells = (input: Outcome, states: readonly [string, string][], expected: Outcome, why: string) =>
  add(
    { op: 'events', invoice: 'A', events: states.map(([state, invId]) => ({ state, invId })), ...input },
    expected,
    why
  )
tells({ invoice: 'T' }, [['success', '1']], { state: 'paid', effects: 1, flags: [] }, 'test mode')
tells({ invoice: 'LOCK' }, [['success', '1']], { state: 'paid', effects: 1, flags: [] }, 'a restricted order')
tells({}, [['refunded', '1']], { state: 'created', effects: 0, flags: ['unknown-state'] }, 'an unknown state')
tells(
  { invoice: { pmNo: 'x', amount: '3.00', currency: 'EUR', mode: 'live' } },
  [
    ['fail', '1'],
    ['process', '2']
  ],
  { state: 'pending', effects: 0 },
  'an invoice that is written out'
)
tells(
  { permute: true },
  [
    ['success', '1'],
    ['success', '2'],
    ['success', '3']
  ],
  { state: 'paid', effects: 1, flags: ['double-payment', 'double-payment'] },
  'paid three times, in every order'
)

// http

const asks = (handler: string, request: Outcome, expected: Outcome, why: string, input: Outcome = {}) =>
  add({ op: 'http', handler, config: 'live', ledger: ['A'], request, ...input }, expected, why)
const form = { 'content-type': FORM }
const json = { 'content-type': 'application/json', origin: SHOP }
asks(
  'notify',
  { method: 'POST', headers: form, body: says() },
  { status: 200, body: 'OK', state: { '1001': 'paid' }, effects: ['paid:1001'] },
  'a payment'
)
asks('notify', { method: 'HEAD', headers: form }, { status: 405, headersInclude: { allow: 'POST' } }, 'HEAD')
asks(
  'notify',
  { method: 'GET', path: `/notify?${says()}`, body: says() },
  { status: 405, state: { '1001': 'created' } },
  'a payment in the address'
)
asks(
  'notify',
  { method: 'POST', headers: form, body: says(), ledgerDown: true },
  { status: 503, headersInclude: { 'retry-after': '5' }, state: { '1001': 'created' }, effects: [] },
  'the ledger is down'
)
asks(
  'notify',
  { method: 'POST', headers: form, body: says(), hookThrows: 'hunter2' },
  { status: 200, state: { '1001': 'paid' }, bodyNotContains: ['hunter2'] },
  'no function of the shop’s runs within the request'
)
asks(
  'notify',
  { method: 'POST', headers: form, bodyRepeat: { prefix: 'a=', unit: 'x', count: 5_000_000 } },
  { status: 413 },
  'five megabytes'
)
asks(
  'create',
  { method: 'POST', headers: json, body: '{"orderId":"4711"}' },
  { status: 404, json: { error: 'order-unknown' } },
  'no such order'
)
asks(
  'create',
  { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"orderId":"1001"}' },
  { status: 403 },
  'no origin'
)
asks(
  'create',
  { method: 'POST', headers: { ...json, 'sec-fetch-site': 'cross-site' }, body: '{"orderId":"1001"}' },
  { status: 403 },
  'a browser that says it comes from elsewhere'
)
asks(
  'create',
  { method: 'POST', headers: json, body: '{"orderId":"9001"}' },
  { status: 200, json: { mode: 'test', expiresAt: '2026-11-23T01:00:00.000Z' } },
  'test mode, at the moment of the definitions',
  { config: 'test', ledger: ['T'] }
)
asks(
  'create',
  { method: 'OPTIONS', headers: { ...json, origin: 'https://evil.example' } },
  { status: 405 },
  'a stranger’s preflight'
)
for (const state of ['pending', 'failed', 'paid']) {
  asks(
    'status',
    { method: 'GET', path: '/status?t=$TOKEN', invoiceState: state },
    {
      status: 200,
      json: { state, reference: '1001' },
      jsonHas: ['state'],
      headersInclude: { 'cache-control': 'no-store' }
    },
    `an invoice that is ${state}`
  )
}
asks(
  'status',
  { method: 'GET', path: '/status?t=$TOKEN' },
  { status: 200, json: { state: 'created' } },
  'an invoice of which nothing was heard'
)
asks(
  'status',
  { method: 'GET', path: '/status?t=$TOKEN', ledgerDown: true },
  { status: 503, json: { error: 'unavailable' } },
  'the ledger is down'
)
asks('status', { method: 'GET', path: '/status/1001' }, { status: 404 }, 'a number in the path')
asks('leave', { method: 'POST', path: '/leave?t=nobody' }, { status: 204, body: '' }, 'a token of nobody’s')
asks(
  'return',
  { method: 'POST', path: '/return/success/$TOKEN' },
  { status: 303, state: { '1001': 'created' } },
  'a return proves nothing'
)

// parseSession

const session = {
  version: 1,
  action: 'https://sci.interkassa.com/',
  method: 'POST',
  fields: { ...order, ik_co_id: CHECKOUT_ID, ik_sign: gatewaySign({}, key) },
  payways: [],
  display: { amount: '100.00', currency: 'UAH' },
  expiresAt: '2026-11-23T01:00:00Z'
}
const reads = (changes: Outcome, expected: Outcome, why: string, input: Outcome = {}) =>
  add(
    {
      op: 'parseSession',
      now: '2026-11-23T00:00:00Z',
      raw: JSON.stringify({ ...session, ...changes }),
      ...input
    },
    expected,
    why
  )
reads({}, { ok: true, payways: [] }, 'a session')
reads({}, { ok: true }, 'at the moment of the definitions', { now: undefined })
reads({}, refused('expired'), 'a day later', { now: '2026-11-24T00:00:00Z' })
reads({}, refused('http-status'), 'with 404', { status: 404 })
reads({ action: 'https://sci.interkassa.com:8443/' }, refused('bad-action'), 'another port')
reads({ extra: 1 }, refused('bad-shape'), 'a member that nobody knows')
reads({ display: undefined }, refused('display-mismatch'), 'a display that the page lends', {
  pollute: { display: session.display, toString: 1 }
})

// parseReturn

const returns = (url: string, expected: Outcome, why: string) =>
  add({ op: 'parseReturn', url }, { trusted: false, ...expected }, why)
returns('/return?ik_inv_st=waitAccept&ik_pm_no=1001', { hint: 'pending', pmNo: '1001' }, 'pending')
returns('/thanks?ik_inv_st=process', { hint: 'pending' }, 'another page')
returns('/return?ik_inv_st=success&ik_pm_no=1&ik_pm_no=2', { hint: 'success' }, 'two numbers are none')
returns(
  `/return?ik_inv_st=success&ik_pm_no=${'1'.repeat(51)}`,
  { hint: 'success' },
  'a number that is too long'
)
returns('/return?ik_inv_st=', { hint: 'none' }, 'no state')
