import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  GATEWAY,
  isExpired,
  isLoopbackGateway,
  isLoopbackHost,
  isMoment,
  parsePaymentStatus,
  parseSession,
  STATUS_TOKEN,
  strongestReason,
  type FailureReason,
  type SessionPayway
} from '../../src/protocol/index.js'
import { checkoutSessionSchema } from '../../src/protocol/schemas.js'
import { aPayway, aSession, aTestSession, STATUS, TOKEN, VISA } from '../element/support/session.js'

type Texts = readonly string[]

const taken = (check: (text: string) => boolean, texts: Texts) => texts.filter(check)

suite('A host', () => {
  test('is this machine by its name or by a loopback address, and by nothing that looks so', () => {
    const own = ['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '127.100.200.255', '::1', '[::1]']
    const others = [
      'localhost.example',
      'my-localhost',
      '127.0.0.1.example',
      '1127.0.0.1',
      '127.0.0',
      '::11',
      '1::1'
    ]
    assert.deepEqual(taken(isLoopbackHost, [...own, ...others, '127.0.0.1000', '127.a.0.1', '']), own)
  })

  test('with or without a port makes the address of a local gateway, which has no path', () => {
    const own = [
      'http://127.0.0.1:8081/',
      'https://localhost/',
      'http://[::1]:80/',
      'http://localhost:65535/'
    ]
    const others = [
      'http://127.0.0.1:8081',
      'http://127.0.0.1/x',
      'http://127.0.0.1:123456/',
      'ftp://localhost/'
    ]
    const far = [
      GATEWAY,
      'http://localhost.example/',
      'http://localhost:/',
      'http://localhost:8a/',
      ' http://localhost/'
    ]
    assert.deepEqual(taken(isLoopbackGateway, [...own, ...others, ...far, 'http://localhost/\nx', '']), own)
  })

  test('of live forms is the gateway’s', () => assert.equal(GATEWAY, 'https://sci.interkassa.com/'))
})

suite('A moment', () => {
  test('is one in UTC, to the second or to the millisecond', () => {
    const right = ['2026-11-23T00:00:00Z', '2026-11-23T23:59:59.9Z', '2026-11-23T00:00:00.123Z']
    const wrong = [
      ...['2026-11-23', '2026-11-23T00:00Z', '2026-11-23T00:00:00', '2026-11-23T00:00:00+02:00'],
      ...[
        '2026-11-23T00:00:00.1234Z',
        '2026-11-23T00:00:00.Z',
        '12026-11-23T00:00:00Z',
        '2026-11-23T00:00:00Zz'
      ],
      ...['2026-13-23T00:00:00Z', '2026-11-23 00:00:00Z', '226-11-23T00:00:00Z', '2026-1-23T00:00:00Z', '']
    ]
    assert.deepEqual(taken(isMoment, [...right, ...wrong]), right)
    assert.equal(isMoment(new Date()), false)
  })

  test('is over when it has come, by the server’s clock where there is one', () => {
    const expiresAt = '2026-11-23T10:00:00Z'
    const at = Date.parse(expiresAt)
    assert.deepEqual(
      [at - 1, at, at + 1].map((now) => isExpired({ expiresAt }, now)),
      [false, true, true]
    )
    assert.equal(isExpired({ expiresAt, serverTime: '2026-11-23T09:59:59Z' }, at + 1), false)
    assert.equal(isExpired({ expiresAt, serverTime: expiresAt }, at - 1), true)
  })
})

test('a status token has 22 to 64 characters, and no others', () => {
  const right = ['a'.repeat(22), 'Z9_-'.repeat(16)]
  const wrong = ['a'.repeat(21), 'a'.repeat(65), `${'a'.repeat(22)}!`, `!${'a'.repeat(22)}`, 'a b'.repeat(10)]
  assert.deepEqual(
    [...right, ...wrong].filter((token) => STATUS_TOKEN.test(token)),
    right
  )
})

test('the strongest reason stands: declined, canceled, expired', () => {
  const reasons: (FailureReason | null)[] = ['expired', null, 'canceled', 'declined']
  assert.equal(strongestReason(reasons), 'declined')
  assert.equal(strongestReason(reasons.slice(0, 3)), 'canceled')
  assert.equal(strongestReason(reasons.slice(0, 2)), 'expired')
  assert.equal(strongestReason([null]), null)
})

suite('A payment’s status', () => {
  const read = (status: object) => parsePaymentStatus(JSON.stringify(status))

  test('is read in each of its states', () => {
    for (const status of Object.values(STATUS))
      assert.equal(JSON.stringify(read(status)), JSON.stringify(status))
  })

  test('holds a reason only if it has failed, and a receipt only if it is paid', () => {
    const { reference } = STATUS.paid
    const receipt = { amount: '1.00', currency: 'UAH', time: '2026-11-23T10:00:00Z' }
    for (const state of ['created', 'pending', 'failed'])
      assert.equal(read({ state, reference, receipt }), null)
    for (const state of ['created', 'pending'])
      assert.equal(read({ state, reference, reason: 'declined' }), null)
    assert.equal(read({ state: 'paid', reference, receipt, reason: 'declined' }), null)
    assert.equal(read({ state: 'paid', reference }), null)
    assert.equal(read({ state: 'failed', reference, reason: 'tired' }), null)
    assert.equal(read({ state: 'lost', reference }), null)
    assert.ok(read({ state: 'failed', reference }))
    assert.ok(read({ state: 'failed', reference, reason: 'expired' }))
  })

  test('names its payment, and the order if it has one', () => {
    const { reference } = STATUS.paid
    assert.equal(read({ state: 'created' }), null)
    assert.equal(read({ state: 'created', reference: 'a b' }), null)
    assert.equal(read({ state: 'created', reference, orderId: 'a b' }), null)
    assert.ok(read({ state: 'created', reference, orderId: 'A-1' }))
  })

  test('has a receipt with all that was paid', () => {
    const { reference } = STATUS.paid
    const receipt = { amount: '1.00', currency: 'UAH', payway: 'Visa', time: '2026-11-23T10:00:00Z' }
    const paid = (changes: object) => read({ state: 'paid', reference, receipt: { ...receipt, ...changes } })
    assert.ok(paid({}))
    assert.ok(paid({ payway: undefined }))
    for (const changes of [
      { amount: '0' },
      { currency: 'X' },
      { payway: 1 },
      { time: 'now' },
      { time: undefined }
    ])
      assert.equal(paid(changes), null, JSON.stringify(changes))
  })
})

suite('A session, by the guard and by the schema,', () => {
  const context = { now: Date.now() }

  function verdicts(session: unknown) {
    const text = JSON.stringify(session)
    const { ok } = parseSession(text, context)
    assert.equal(checkoutSessionSchema(context).safeParse(JSON.parse(text)).success, ok, text)
    return ok
  }
  const withPayway = (changes: Partial<Record<keyof SessionPayway, unknown>>) =>
    verdicts({ ...aSession(), payways: [{ ...VISA, ...changes }] })
  const withFields = (fields: object) =>
    verdicts({ ...aSession(), fields: { ...aSession().fields, ...fields } })
  const withDisplay = (display: object) =>
    verdicts({ ...aSession(), display: { ...aSession().display, ...display } })

  test('has 64 Ki of text at most', () => {
    const padded = (length: number) => {
      const text = JSON.stringify(aSession())
      return parseSession(text + ' '.repeat(length - text.length), context)
    }
    assert.equal(padded(65_536).ok, true)
    assert.deepEqual(padded(65_537), { ok: false, error: 'too-large' })
  })

  test('has a hundred payways at most, each once', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => aPayway(`p${index}_x_merchant_uah`))
    assert.equal(verdicts(aSession({ payways: many(100) })), true)
    assert.equal(verdicts(aSession({ payways: many(101) })), false)
    assert.equal(verdicts(aSession({ payways: [VISA, VISA] })), false)
    assert.equal(verdicts({ ...aSession(), payways: { length: 0 } }), false)
  })

  test('has a payway in a currency of three to seven capitals, or in none', () => {
    for (const currency of ['UAH', 'USDTTRC', undefined]) assert.equal(withPayway({ currency }), true)
    for (const currency of ['UA', 'USDTTRC2', 'USDTTRCX', 'uah', 'UAH ', ' UAH', '', null])
      assert.equal(withPayway({ currency }), false)
  })

  test('is for one mode, with the payways and the signature of that mode', () => {
    const test = aTestSession()
    assert.equal(verdicts(test), true)
    assert.equal(verdicts({ ...test, mode: 'live' }), false)
    assert.equal(verdicts({ ...test, mode: 'other' }), false)
    assert.equal(verdicts({ ...aSession(), mode: 'other' }), false)
    assert.equal(verdicts({ ...aSession(), mode: 'test', payways: [] }), false)
    assert.equal(withFields({ ik_sign: undefined }), false)
    assert.equal(verdicts({ ...test, payways: [VISA] }), false)
    assert.equal(verdicts(aSession({ payways: test.payways })), false)
  })

  test('shows what it posts', () => {
    assert.equal(withDisplay({ amount: '1250.5' }), true)
    assert.equal(withDisplay({ amount: '1250.51' }), false)
    assert.equal(withDisplay({ currency: 'USD' }), false)
    assert.equal(withDisplay({ description: undefined }), true)
    assert.equal(withDisplay({ description: 'Order A-1002' }), false)
    assert.equal(withDisplay({ merchant: undefined }), true)
    assert.equal(withDisplay({ merchant: '\u200b' }), false)
    assert.equal(withDisplay({ more: 1 }), false)
  })

  test('has fields with names and values of the protocol, and no card', () => {
    assert.equal(withFields({ [`ik_${'x'.repeat(61)}`]: '1', _ik_x_a: '1' }), true)
    assert.equal(withFields({ [`ik_${'x'.repeat(62)}`]: '1' }), false)
    assert.equal(withFields({ ik_x_a: 'x'.repeat(2048) }), true)
    assert.equal(withFields({ ik_x_a: 'x'.repeat(2049) }), false)
    assert.equal(withFields({ ik_x_a: 'a\nb' }), false)
    assert.equal(withFields({ ik_x_a: 1 }), false)
    assert.equal(withFields({ submit: '1' }), false)
    assert.equal(withFields({ ik_pay_card_cvv: '1' }), false)
    for (const name of ['ik_co_id', 'ik_pm_no', 'ik_am', 'ik_cur', 'ik_desc'])
      assert.equal(withFields({ [name]: undefined }), false, name)
    assert.equal(withFields({ ik_desc: '' }), false)
    assert.equal(withFields({ ik_act: 'process' }), false)
    assert.equal(withFields({ ik_pw_via: VISA.id }), false)
  })

  test('has payways of which everything is what it should be', () => {
    const right = {
      ...{ method: 'visa', kind: 'card', currency: 'USDTTRC', amount: '1.2345', direct: true },
      limits: { min: '1', max: '2.0000' }
    } as const
    assert.equal(withPayway(right), true)
    assert.equal(withPayway({ limits: {}, direct: false, logo: 7 }), true)
    const wrong = {
      ...{ id: 'visa uah', name: '', fields: { ik_act: 'process' }, sign: 'x', method: 'a b', kind: 'coin' },
      ...{ currency: 'uah', amount: '0', direct: 'yes' }
    }
    for (const [name, value] of Object.entries(wrong))
      assert.equal(withPayway({ [name]: value }), false, name)
    for (const limits of [{ min: '0' }, { max: '-1' }, { mid: '1' }, 7])
      assert.equal(withPayway({ limits }), false)
    assert.equal(withPayway({ name: 'x'.repeat(255) }), true)
    assert.equal(withPayway({ name: 'x'.repeat(256) }), false)
    assert.equal(withPayway({ name: 'a\nb' }), false)
    assert.equal(withPayway({ fields: { ...VISA.fields, ik_act: 'payway' } }), false)
    assert.equal(withPayway({ fields: { ...VISA.fields, ik_pw_via: 'other' } }), false)
    assert.equal(withPayway({ fields: { ...VISA.fields, ik_x_a: '1' } }), false)
    assert.equal(verdicts({ ...aSession(), payways: [{ ...VISA, more: 1 }] }), false)
  })

  test('has times, tokens and nothing that is not named', () => {
    const one = aSession()
    const startedAt = '2026-11-23T09:00:00Z'
    assert.equal(verdicts({ ...one, earlier: { statusToken: TOKEN, startedAt } }), true)
    assert.equal(verdicts({ ...one, statusToken: undefined, serverTime: undefined }), true)
    const wrong = [
      ...[
        { version: 2 },
        { action: 'https://sci.interkassa.example/' },
        { method: 'GET' },
        { expiresAt: 'soon' }
      ],
      ...[{ serverTime: 'now' }, { statusToken: 'short' }, { earlier: { statusToken: TOKEN } }, { more: 1 }],
      ...[
        { earlier: { statusToken: 'short', startedAt } },
        { earlier: { statusToken: TOKEN, startedAt: 'then' } }
      ],
      ...[
        { earlier: { statusToken: TOKEN, startedAt, more: 1 } },
        { expiresAt: '2026-01-01T00:00:00Z', serverTime: startedAt }
      ]
    ]
    for (const changes of wrong)
      assert.equal(verdicts({ ...one, ...changes }), false, JSON.stringify(changes))
  })

  test('is told where it is wrong', () => {
    const session = aSession({
      action: 'http://127.0.0.1:8081/',
      display: { amount: '1.00', currency: 'USD', description: 'Other' },
      payways: [VISA, { ...VISA, fields: { ...VISA.fields, ik_pw_via: 'other' } }],
      expiresAt: '2026-01-01T00:00:00Z',
      mode: 'test'
    })
    const { error } = checkoutSessionSchema(context).safeParse(session)
    assert.deepEqual(
      error?.issues.map(({ code, path }) => [code, path.join('.')]),
      [
        'action',
        'fields.ik_sign',
        ...['amount', 'currency', 'description'].map((name) => `display.${name}`),
        'payways',
        ...[VISA.id, VISA.id, VISA.id].map((id) => `payways.${id}`),
        'expiresAt'
      ].map((path) => ['custom', path])
    )
  })

  test('loses invisible characters of names, and logos from elsewhere', () => {
    const logos = [
      '/visa.svg',
      'https://shop.example/visa.svg',
      'https://other.example/visa.svg',
      'http://shop.example/visa.svg',
      '//other.example/x'
    ]
    const payways = [...logos, '/a\\b', '/a b', `/${'x'.repeat(2000)}`].map((logo, index) =>
      aPayway(`p${index}_x_merchant_uah`, { name: ' V\u200bisa ', logo })
    )
    const read = parseSession(JSON.stringify(aSession({ payways })), {
      ...context,
      origin: 'https://shop.example'
    })
    assert.ok(read.ok)
    assert.deepEqual(
      read.session.payways.map(({ name, logo }) => [name, logo]),
      [...logos.slice(0, 2), ...Array<undefined>(6)].map((logo) => ['Visa', logo])
    )
    const plain = parseSession(JSON.stringify(aSession({ payways })), {
      ...context,
      origin: 'http://shop.example'
    })
    assert.deepEqual(plain.ok && plain.session.payways.map(({ logo }) => logo), [
      '/visa.svg',
      ...Array<undefined>(7)
    ])
  })
})
