import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { byteLength, parseSession } from '../../src/protocol/index.js'
import { checkoutSessionSchema, paywaySchema, type Payway } from '../../src/protocol/schemas.js'
import type { Attempt } from '../../src/server/signing/attempt.js'
import { createSession } from '../../src/server/signing/create-session.js'
import { normalizeDescription } from '../../src/server/signing/description.js'
import { fingerprintOf, signedText } from '../../src/server/signing/signature.js'
import {
  anAccount,
  anAttempt,
  CHECKOUT_ID,
  gatewaySign,
  PRIVAT24,
  SECRET_KEY,
  SHOP,
  TEST_PAYWAY,
  VISA,
  type Fields
} from './fixtures.js'

const NOW = Date.parse('2026-11-23T00:00:00Z')
const TOKEN = 'q3v0Jm5kYt8Rz1Nw6Xb2HcAbCdEf_-12'

const account = anAccount()
const inTestMode = anAccount({ mode: 'test' })
const attempt = anAttempt({ expiresAt: '2026-11-23T01:00:00Z', statusToken: TOKEN })
const urls = {
  interaction: `${SHOP}/interkassa/notify`,
  success: `${SHOP}/interkassa/return/success/${TOKEN}`,
  pending: `${SHOP}/interkassa/return/pending/${TOKEN}`,
  fail: `${SHOP}/interkassa/return/fail/${TOKEN}`
}

const create = (changes: Partial<Attempt> = {}, payways: readonly Payway[] = [{ id: VISA }]) =>
  createSession(account, { ...attempt, ...changes }, payways, { now: NOW })

/** Every form that a browser can post from a session. */
const formsOf = ({ session: { fields, payways } }: ReturnType<typeof create>): Fields[] => [
  ...('ik_sign' in fields ? [fields] : []),
  ...payways.map((payway) => ({ ...fields, ...payway.fields, ik_sign: payway.sign }))
]

const without = (name: string, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name))

suite('createSession', () => {
  test('makes a session of version 1', () => {
    const { session } = create({}, [
      { id: VISA, name: 'Visa', limits: { min: '1', max: '29999.99' }, amount: '103.00' }
    ])
    assert.deepEqual(session, {
      version: 1,
      action: 'https://sci.interkassa.com/',
      method: 'POST',
      fields: {
        ik_co_id: CHECKOUT_ID,
        ik_pm_no: 'A-1001-1',
        ik_am: '100.00',
        ik_cur: 'UAH',
        ik_desc: 'Order A-1001',
        ik_ltm: '3600',
        ik_sign: session.fields.ik_sign
      },
      payways: [
        {
          id: VISA,
          name: 'Visa',
          method: 'visa',
          kind: 'card',
          currency: 'UAH',
          amount: '103.00',
          limits: { min: '1', max: '29999.99' },
          fields: { ik_act: 'process', ik_pw_via: VISA },
          sign: session.payways[0]?.sign
        }
      ],
      display: { amount: '100.00', currency: 'UAH', description: 'Order A-1001' },
      expiresAt: '2026-11-23T01:00:00Z',
      statusToken: TOKEN,
      mode: 'live',
      serverTime: '2026-11-23T00:00:00.000Z'
    })
  })

  test('signs the page and every payway’s form, as the gateway does', () => {
    const created = create({ urls, payways: [VISA, PRIVAT24] }, [{ id: VISA }, { id: PRIVAT24 }])
    const forms = formsOf(created)
    assert.equal(forms.length, 3)
    for (const form of forms) assert.equal(form.ik_sign, gatewaySign(without('ik_sign', form), SECRET_KEY))
  })

  test('gives the fingerprint of every form that can be posted', () => {
    const created = create({ urls }, [{ id: VISA }, { id: PRIVAT24 }])
    assert.deepEqual(
      created.fingerprints,
      formsOf(created).map((form) => fingerprintOf(signedText(form)))
    )
  })

  test('gives the same for the same attempt, key and moment, and the same forms at every moment', () => {
    assert.deepEqual(create({ urls }), create({ urls }))
    const later = createSession(account, { ...attempt, urls }, [{ id: VISA }], { now: NOW + 1_000 })
    assert.deepEqual(formsOf(later), formsOf(create({ urls })))
    assert.notEqual(later.session.serverTime, create().session.serverTime)
  })

  test('gives other signatures and the same fingerprints under another key', () => {
    const changed = anAccount({ secretKey: 'An0therSecretKeyOfTheShop' })
    const other = createSession(changed, attempt, [{ id: VISA }], { now: NOW })
    assert.deepEqual(other.fingerprints, create().fingerprints)
    assert.notEqual(other.session.fields.ik_sign, create().session.fields.ik_sign)
  })

  test('signs the addresses that it is given, and no others', () => {
    const { fields } = create({ urls }).session
    assert.equal(fields.ik_ia_u, urls.interaction)
    assert.equal(fields.ik_ia_m, 'post')
    assert.equal(fields.ik_suc_u, urls.success)
    assert.equal(fields.ik_pnd_u, urls.pending)
    assert.equal(fields.ik_fal_u, urls.fail)
    const some = Object.keys(create({ urls: { fail: urls.fail } }).session.fields)
    assert.deepEqual(
      some.filter((name) => /_[um]$/.test(name)),
      ['ik_fal_u']
    )
  })

  test('names the allowed payways in every form where the attempt is restricted, and offers no other', () => {
    const created = create({ payways: [VISA, 'card_x_merchant_uah'] }, [{ id: PRIVAT24 }, { id: VISA }])
    assert.deepEqual(
      created.session.payways.map(({ id }) => id),
      [VISA]
    )
    for (const form of formsOf(created)) assert.equal(form.ik_pw_on, `${VISA};card_x_merchant_uah`)
    assert.equal(create().session.fields.ik_pw_on, undefined)
  })

  test('writes amounts in one form', () => {
    for (const [given, written] of [
      ['5', '5.00'],
      ['5.5', '5.50'],
      ['005.05', '5.05'],
      ['99999999.99', '99999999.99']
    ] as const) {
      const { session } = create({ amount: given })
      assert.equal(session.fields.ik_am, written)
      assert.equal(session.display.amount, written)
    }
  })

  test('sends forms to a local gateway where one is named', () => {
    const gateway = 'http://127.0.0.1:8081/'
    const { session } = createSession(account, attempt, [{ id: VISA }], { now: NOW, gateway })
    assert.equal(session.action, gateway)
    assert.ok(parseSession(JSON.stringify(session), { now: NOW, gateway }).ok)
    assert.ok(!parseSession(JSON.stringify(session), { now: NOW }).ok)
  })

  test('names a payway by its alias where the shop’s list has no name for it', () => {
    const unnamed = { id: PRIVAT24, name: undefined, method: undefined } as unknown as Payway
    const { session } = create({}, [unnamed])
    assert.equal(session.payways[0]?.name, 'Privat24')
    assert.equal(session.payways[0].method, 'privat24')
  })

  test('lets no default be hidden by what the shop’s list leaves undefined', () => {
    const listed = { id: VISA, name: undefined, currency: 'USD' } as unknown as Payway
    const [payway] = create({}, [listed]).session.payways
    assert.deepEqual([payway?.name, payway?.currency, payway?.kind], ['Visa', 'USD', 'card'])
  })

  const rules: [string, Partial<Attempt>][] = [
    ['mode: expected an attempt of live mode', { mode: 'test' }],
    ['amount: expected decimal text greater than zero, such as "250.50"', { amount: '0' }],
    ['description: expected text', { description: '' }],
    ['expiresAt: expected a moment in UTC, such as "2026-11-23T00:00:00Z"', { expiresAt: 'soon' }],
    ['statusToken: expected 22 to 64 characters of base64url', { statusToken: 'short' }]
  ]
  for (const [message, changes] of rules) {
    test(`says of an attempt what is wrong: ${message}`, () => {
      assert.throws(() => create(changes), { code: 'bad-field', message })
    })
  }

  test('signs for its own gateway and for local ones', () => {
    for (const gateway of ['https://sci.interkassa.example/', 'http://shop.example/', '']) {
      assert.throws(() => createSession(account, attempt, [{ id: VISA }], { gateway, now: NOW }), {
        code: 'bad-field',
        message: 'gateway: expected https://sci.interkassa.com/ or a loopback address'
      })
    }
    assert.ok(create({ mode: 'live' }))
  })

  test('offers a hundred payways, as long as the page can read them', () => {
    const offer = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => ({ id: `p${index}_x_merchant_uah`, name }))
    assert.equal(create({}, offer(100, 'Visa')).session.payways.length, 100)
    assert.throws(() => create({}, offer(101, 'Visa')), { code: 'bad-payway' })
    assert.throws(() => create({}, [{ id: VISA }, { id: VISA }]), { code: 'bad-payway' })

    const logo = `/${'x'.repeat(360)}`
    const lengthOf = (names: readonly string[]) => {
      const list = offer(100, 'x').map((one, index) => ({ ...one, logo, name: names[index] ?? 'x' }))
      return JSON.stringify(create({}, list).session).length
    }
    const missing = 65_536 - lengthOf([])
    assert.ok(missing > 0 && missing < 100 * 254, `${missing}`)
    const names = (count: number) =>
      Array.from({ length: 100 }, (_, index) =>
        'x'.repeat(1 + Math.max(0, Math.min(254, count - 254 * index)))
      )
    assert.equal(lengthOf(names(missing)), 65_536)
    assert.throws(() => lengthOf(names(missing + 1)), { code: 'bad-payway' })
  })

  test('has no token where the attempt has none', () => {
    const { session } = createSession(account, anAttempt(), [{ id: VISA }])
    assert.ok(!('statusToken' in session))
  })
})

suite('createSession in test mode', () => {
  const created = createSession(inTestMode, { ...attempt, payways: [VISA] }, [{ id: TEST_PAYWAY }], {
    now: NOW
  })

  test('signs the test payway’s form only, with the secret key', () => {
    const { session, fingerprints } = created
    assert.equal(session.mode, 'test')
    assert.equal(session.fields.ik_sign, undefined)
    assert.equal(fingerprints.length, 1)
    const [form] = formsOf(created)
    assert.equal(form?.ik_pw_via, TEST_PAYWAY)
    assert.equal(form.ik_sign, gatewaySign(without('ik_sign', form), SECRET_KEY))
  })

  test('leaves out a restriction, which would leave nothing to try', () => {
    assert.equal(created.session.fields.ik_pw_on, undefined)
    assert.equal(created.session.payways.length, 1)
  })

  test('makes a session that the page accepts', () => {
    assert.ok(parseSession(JSON.stringify(created.session), { now: NOW }).ok)
  })
})

suite('createSession refuses', () => {
  const manyPayways = Array.from({ length: 101 }, (_, index) => ({ id: `visa_x_merchant${index}_uah` }))
  const longNames = manyPayways
    .slice(0, 100)
    .map(({ id }) => ({ id, name: id.padEnd(255, 'x'), logo: '/x'.repeat(200) }))
  const refused: [string, string, () => unknown][] = [
    ['bad-field', 'an amount of zero', () => create({ amount: '0.00' })],
    ['bad-field', 'an amount with three decimals', () => create({ amount: '1.005' })],
    ['bad-field', 'an amount with a comma', () => create({ amount: '1,00' })],
    ['bad-field', 'a negative amount', () => create({ amount: '-1.00' })],
    ['bad-field', 'a number for an amount', () => create({ amount: 100 as unknown as string })],
    ['bad-field', 'a currency of four letters', () => create({ currency: 'UAHX' })],
    [
      'bad-field',
      'a currency in lower case, which no notification would match',
      () => create({ currency: 'uah' })
    ],
    ['bad-field', 'a payment number with a space', () => create({ paymentNo: 'A 1' })],
    ['colon-in-value', 'a payment number with a colon', () => create({ paymentNo: 'A:success' })],
    ['bad-field', 'a payment number of more than 50 characters', () => create({ paymentNo: 'x'.repeat(51) })],
    ['reserved-value', 'a payment number that is a state', () => create({ paymentNo: 'success' })],
    ['reserved-value', 'a description that is a state', () => create({ description: ' canceled\n' })],
    ['reserved-value', 'a description that is the test payway', () => create({ description: TEST_PAYWAY })],
    ['bad-field', 'a description of nothing', () => create({ description: '' })],
    ['bad-field', 'a description of nothing to be seen', () => create({ description: ' \n\t' })],
    ['bad-field', 'a broken lifetime', () => create({ lifetime: Number.NaN })],
    ['bad-field', 'a moment that is none', () => create({ expiresAt: 'tomorrow' })],
    ['bad-field', 'a token that is none', () => create({ statusToken: 'short' })],
    ['bad-field', 'an address without a scheme', () => create({ urls: { success: '//shop.example' } })],
    ['bad-field', 'an address with a script', () => create({ urls: { fail: 'javascript:alert(1)' } })],
    ['test-payway-in-live', 'the test payway in live mode', () => create({}, [{ id: TEST_PAYWAY }])],
    ['bad-field', 'a live payway in test mode', () => createSession(inTestMode, attempt, [{ id: VISA }])],
    ['bad-payway', 'a payway twice', () => create({}, [{ id: VISA }, { id: VISA }])],
    ['bad-payway', 'more than a hundred payways', () => create({}, manyPayways)],
    ['bad-payway', 'a payway without a name to be seen', () => create({}, [{ id: VISA, name: '\u200b' }])],
    [
      'bad-payway',
      'a payway with a member that nobody knows',
      () => create({}, [{ id: VISA, fee: '1' } as Payway])
    ],
    ['bad-payway', 'a payway of another form', () => create({}, [{ id: 'visa-uah' }])],
    ['bad-payway', 'payways for more than 64 KiB', () => create({}, longNames)]
  ]
  for (const [code, what, work] of refused) {
    test(`${what}: ${code}`, () => {
      assert.throws(work, { name: 'InterkassaError', code })
    })
  }
})

suite('normalizeDescription', () => {
  test('keeps what the gateway takes as it is', () => {
    const text = 'Замовлення № 42 — «кава» ґ 😀 e\u0301'
    assert.equal(normalizeDescription(text), text)
  })

  test('writes a ratio sign for a colon', () => {
    assert.equal(normalizeDescription('gift:777:success'), 'gift\u2236777\u2236success')
  })

  test('writes one space for control characters and line breaks', () => {
    assert.equal(normalizeDescription('a\r\nb\tc\0d\x7fe\x85f\n'), 'a b c d e f')
  })

  test('writes a replacement for half a character', () => {
    assert.equal(normalizeDescription('a\ud83db'), 'a\ufffdb')
  })

  test('cuts Cyrillic at 255 bytes, between two letters', () => {
    assert.equal(normalizeDescription('ж'.repeat(200)), 'ж'.repeat(127))
    assert.equal(normalizeDescription(`a${'ж'.repeat(200)}`), `a${'ж'.repeat(127)}`)
  })

  test('cuts no emoji in two', () => {
    assert.equal(normalizeDescription('😀'.repeat(100)), '😀'.repeat(63))
    assert.equal(normalizeDescription(`${'a'.repeat(252)}😀`), 'a'.repeat(252))
  })

  test('gives text that can be signed, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const written = normalizeDescription(text)
        assert.ok(byteLength(written) <= 255)
        assert.ok(!/[:\p{Control}\p{Surrogate}]/u.test(written))
        assert.equal(normalizeDescription(written).trim(), written.trim())
      }),
      { numRuns: 2_000 }
    )
  })
})

suite('Every session that createSession makes', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9]{1,12}$/)
  const decimal = (digits: number) =>
    fc
      .tuple(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.stringMatching(new RegExp(`^(\\.\\d{1,${digits}})?$`))
      )
      .map((parts) => parts.join(''))
  const id = fc.oneof(
    fc
      .tuple(fc.constantFrom('visa', 'mir', 'privat24', 'x'), word, word, word)
      .map((parts) => parts.join('_')),
    fc.stringMatching(/^\w{1,62}$/),
    fc.constantFrom('constructor', '__proto__', 'webmoney_merchant_wmz', '_', '___', '0')
  )
  const payway = fc
    .record(
      {
        id,
        name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        method: word,
        kind: fc.constantFrom('card', 'bank', 'wallet', 'cash', 'mobile', 'crypto'),
        currency: fc.constantFrom('UAH', 'USDTTRC'),
        amount: decimal(4),
        limits: fc.record({ min: decimal(4), max: decimal(4) }, { requiredKeys: [] }),
        logo: fc.oneof(fc.webUrl(), fc.string(), fc.constant('/logo.svg'))
      },
      { requiredKeys: ['id'] }
    )
    .filter((payway) => paywaySchema.safeParse(payway).success && payway.id !== TEST_PAYWAY)
  const token = fc.stringMatching(/^[A-Za-z0-9_-]{22,64}$/)
  const shopUrl = fc.webUrl({ withQueryParameters: true, validSchemes: ['https'] })
  const anyAttempt = fc.record(
    {
      paymentNo: fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/),
      amount: decimal(2),
      currency: fc.constantFrom('UAH', 'USD', 'EUR'),
      description: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
      expiresAt: fc.integer({ min: NOW + 1, max: NOW + 1e10 }).map((at) => new Date(at).toISOString()),
      lifetime: fc.integer({ min: 60, max: 2_592_000 }),
      payways: fc.array(id, { minLength: 1, maxLength: 5 }),
      urls: fc.record(
        { interaction: shopUrl, success: shopUrl, pending: shopUrl, fail: shopUrl },
        { requiredKeys: [] }
      ),
      statusToken: token
    },
    { requiredKeys: ['paymentNo', 'amount', 'currency', 'description', 'expiresAt', 'lifetime'] }
  )
  const payways = fc.uniqueArray(payway, { maxLength: 8, selector: ({ id }) => id })

  test('is accepted by the page and by the schema, and shows what it signs', () => {
    let made = 0
    const context = { now: NOW, origin: SHOP }
    fc.assert(
      fc.property(anyAttempt, payways, fc.boolean(), (attempt, payways, live) => {
        const offered = live ? payways : [{ id: TEST_PAYWAY }]
        let session
        try {
          ;({ session } = createSession(live ? account : inTestMode, attempt, offered, {
            now: NOW
          }))
        } catch (error) {
          // What is refused reaches no page: an address with odd characters, a description of control characters.
          assert.equal((error as Error).name, 'InterkassaError')
          return
        }
        made += 1
        const text = JSON.stringify(session)
        const read = parseSession(text, context)
        assert.ok(read.ok, 'error' in read ? `${read.error}: ${text}` : '')
        const schema = checkoutSessionSchema(context).safeParse(JSON.parse(text))
        assert.ok(schema.success, text)
        assert.equal(read.session.fields.ik_desc, normalizeDescription(attempt.description))
      }),
      { numRuns: 1_000 }
    )
    assert.ok(made > 500, `only ${made} of 1000 sessions were made`)
  })
})
