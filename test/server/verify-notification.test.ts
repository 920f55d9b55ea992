import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { notificationSchema } from '../../src/protocol/schemas.js'
import { verifyNotification, withoutIssuedCheck } from '../../src/server/hearing/verify-notification.js'
import type { Attempt } from '../../src/server/signing/attempt.js'
import { fingerprintOf, signedText } from '../../src/server/signing/signature.js'
import {
  anAccount,
  anAttempt,
  CHECKOUT_ID,
  notification,
  notificationFields,
  OLD_SECRET_KEY,
  PRIVAT24,
  SECRET_KEY,
  signedBody,
  TEST_KEY,
  TEST_PAYWAY,
  testNotification,
  VISA,
  type Fields
} from './fixtures.js'

const attempt = anAttempt()
const account = anAccount()
const inTestMode = anAccount({ mode: 'test' })

/** What a caller without a ledger knows: one attempt, and no form that was ever signed. */
const knowing = (known: Attempt = attempt) => ({
  attempt: (paymentNo: string) => (paymentNo === known.paymentNo ? known : null),
  issued: withoutIssuedCheck
})

suite('verifyNotification believes a genuine notification', () => {
  test('and tells it in the form that the protocol defines', async () => {
    const attempt = anAttempt()
    const { notification: told } = await verifyNotification(anAccount(), notification(attempt), {
      attempt: () => attempt,
      issued: withoutIssuedCheck
    })
    assert.deepEqual(notificationSchema.parse(told), told)
  })

  test('and tells what it says, in our words', async () => {
    const verified = await verifyNotification(account, notification(attempt), knowing())
    assert.equal(verified.verdict, 'apply')
    assert.equal(verified.attempt, attempt)
    assert.deepEqual(verified.notification, {
      checkoutId: CHECKOUT_ID,
      paymentNo: attempt.paymentNo,
      invoiceId: '77700001',
      invoiceState: 'success',
      state: 'paid',
      amount: '100.00',
      currency: 'UAH',
      payway: VISA,
      description: 'Order A-1001',
      credited: '97.0000',
      paywayPrice: '103.00',
      transactionId: '',
      invoiceCreated: '2026-11-22 10:00:00',
      invoiceProcessed: '2026-11-22 10:00:09'
    })
  })

  test('as text and as bytes', async () => {
    const body = notification(attempt)
    const fromText = await verifyNotification(account, body, knowing())
    const fromBytes = await verifyNotification(account, new TextEncoder().encode(body), knowing())
    assert.deepEqual(fromBytes, fromText)
  })

  test('where the shop’s own answers are promises', async () => {
    const verified = await verifyNotification(account, notification(attempt), {
      attempt: () => Promise.resolve(attempt),
      issued: () => Promise.resolve(false)
    })
    assert.equal(verified.verdict, 'apply')
  })

  test('under each of the keys while they are being changed', async () => {
    const changing = anAccount({ secretKey: [SECRET_KEY, OLD_SECRET_KEY] })
    for (const key of [SECRET_KEY, OLD_SECRET_KEY]) {
      const body = signedBody(notificationFields(attempt), key)
      assert.equal((await verifyNotification(changing, body, knowing())).verdict, 'apply')
    }
  })

  for (const amount of ['100', '100.0', '100.00', '100.0000', '00100.00']) {
    test(`with the amount written ${amount}`, async () => {
      const body = notification(attempt, { ik_am: amount })
      assert.equal((await verifyNotification(account, body, knowing())).verdict, 'apply')
    })
  }

  test('with the currency in lower case', async () => {
    const verified = await verifyNotification(account, notification(attempt, { ik_cur: 'uah' }), knowing())
    assert.equal(verified.verdict, 'apply')
    assert.equal(verified.notification.currency, 'UAH')
  })

  test('that the real gateway sent in 2015, signed with the test key', async () => {
    const vectors = JSON.parse(
      readFileSync(new URL('../fixtures/vectors.json', import.meta.url), 'utf8')
    ) as readonly { name: string; key: string; sign: string; params: Fields }[]
    const captured = vectors.find(({ name }) => name === 'yf/captured-test-notification-2015')
    assert.ok(captured)
    const { key, sign, params } = captured
    const body = String(new URLSearchParams({ ...params, ik_sign: sign }))
    const { ik_co_id: checkoutId = '' } = params
    const known = knowing(anAttempt({ paymentNo: 'ID_4233', amount: '100.00', currency: 'USD' }))

    const believed = anAccount({ checkoutId, testSecretKey: key, mode: 'test' })
    const verified = await verifyNotification(believed, body, known)
    assert.equal(verified.verdict, 'apply')
    assert.equal(verified.notification.state, 'paid')
    assert.equal(verified.notification.description, 'Пополнение счета (Interkassa)')

    const live = anAccount({ checkoutId, testSecretKey: key })
    await assert.rejects(verifyNotification(live, body, known), { code: 'bad-signature' })
  })
})

suite('verifyNotification holds an authentic notification back', () => {
  const restricted = anAttempt({ payways: [VISA] })
  const cases: [string, Attempt, Fields][] = [
    ['amount-mismatch', attempt, { ik_am: '99.99' }],
    ['amount-mismatch', attempt, { ik_am: '100.0001' }],
    ['currency-mismatch', attempt, { ik_cur: 'USD' }],
    ['payway-mismatch', restricted, { ik_pw_via: PRIVAT24 }],
    ['unknown-state', attempt, { ik_inv_st: 'SUCCESS' }],
    ['mode-mismatch', anAttempt({ mode: 'test' }), {}]
  ]
  for (const [why, known, changes] of cases) {
    test(`for ${why} with ${JSON.stringify(changes)}`, async () => {
      const verified = await verifyNotification(account, notification(attempt, changes), knowing(known))
      assert.deepEqual('why' in verified && [verified.verdict, verified.why], ['quarantine', why])
    })
  }

  test('but lets the payer choose any payway where the order names none', async () => {
    const verified = await verifyNotification(
      account,
      notification(attempt, { ik_pw_via: PRIVAT24 }),
      knowing()
    )
    assert.equal(verified.verdict, 'apply')
  })

  test('but takes the test payway for every payway in test mode', async () => {
    const verified = await verifyNotification(inTestMode, testNotification(attempt), knowing(restricted))
    assert.equal(verified.verdict, 'apply')
  })
})

suite('verifyNotification believes only its own mode', () => {
  test('a live checkout refuses what the test key has signed', async () => {
    for (const body of [testNotification(attempt), signedBody(notificationFields(attempt), TEST_KEY)]) {
      await assert.rejects(verifyNotification(account, body, knowing()), { code: 'bad-signature' })
    }
  })

  test('a test checkout refuses what the secret key has signed', async () => {
    const body = notification(attempt, { ik_pw_via: TEST_PAYWAY })
    await assert.rejects(verifyNotification(inTestMode, body, knowing()), { code: 'bad-signature' })
  })

  const namesOfTestPayment: Fields[] = [
    { ik_pw_via: TEST_PAYWAY },
    { ik_payment_method: 'test' },
    { ik_payment_currency: 'XTS' },
    { ik_cur: 'XTS' },
    { ik_cur: 'xts' }
  ]
  for (const changes of namesOfTestPayment) {
    test(`a live checkout refuses a test payment that says so by ${JSON.stringify(changes)}`, async () => {
      const body = notification(attempt, changes)
      await assert.rejects(verifyNotification(account, body, knowing()), { code: 'wrong-mode' })
    })
  }

  test('a test checkout refuses a live payment under the test key', async () => {
    const body = testNotification(attempt, { ik_pw_via: VISA })
    await assert.rejects(verifyNotification(inTestMode, body, knowing()), { code: 'wrong-mode' })
  })
})

suite('verifyNotification asks nobody about what is not authentic', () => {
  const genuine = notification(attempt)
  const reject = (known: Attempt | null, isIssued: boolean) => {
    const asked: string[] = []
    const expectations = {
      attempt: (paymentNo: string) => (asked.push(`attempt ${paymentNo}`), known),
      issued: (fingerprint: string) => (asked.push(`issued ${fingerprint.length}`), isIssued)
    }
    return { asked, expectations }
  }

  const forgeries: [string, string, string][] = [
    ['a changed amount', genuine.replace('ik_am=100.00', 'ik_am=1.00'), 'bad-signature'],
    ['another payment number', genuine.replace('A-1001-1', 'A-1001-2'), 'bad-signature'],
    ['another checkout', genuine.replace(CHECKOUT_ID, '0'.repeat(24)), 'bad-signature'],
    ['the test payway', genuine.replace(VISA, TEST_PAYWAY), 'bad-signature'],
    ['an unknown field', `${genuine}&ik_zzz=1`, 'bad-signature'],
    ['card data', `${genuine}&ik_pay_card_number=4111111111111111`, 'bad-signature'],
    ['no signature', genuine.replace(/&ik_sign=.*/, ''), 'missing-param'],
    ['no body', '', 'missing-param'],
    ['a field twice', `${genuine}&ik_am=100.00`, 'duplicate-param'],
    ['a list for a field', `${genuine}&ik_x[]=1`, 'bad-name'],
    ['a name of another case', `${genuine}&IK_x=1`, 'bad-name']
  ]
  for (const [what, body, code] of forgeries) {
    test(`such as ${what}`, async () => {
      const { asked, expectations } = reject(attempt, false)
      await assert.rejects(verifyNotification(account, body, expectations), { code })
      assert.deepEqual(asked, [])
    })
  }

  test('asks whether it was issued before anything in it is read', async () => {
    const { asked, expectations } = reject(attempt, true)
    const body = notification(attempt, { ik_co_id: 'other', ik_pw_via: TEST_PAYWAY, ik_inv_id: 'x' })
    await assert.rejects(verifyNotification(account, body, expectations), { code: 'reflected' })
    assert.deepEqual(asked, ['issued 64'])
  })

  const refusedBeforeLookUp: [string, Fields][] = [
    ['wrong-checkout', { ik_co_id: 'other' }],
    ['wrong-mode', { ik_pw_via: TEST_PAYWAY }],
    ['bad-field', { ik_inv_id: '7x' }],
    ['bad-field', { ik_pay_card_number: '4111111111111111' }],
    ['missing-param', { ik_pw_via: '' }],
    ['missing-param', { ik_inv_st: '' }]
  ]
  for (const [code, changes] of refusedBeforeLookUp) {
    test(`looks for no attempt after ${code} in ${JSON.stringify(changes)}`, async () => {
      const { asked, expectations } = reject(attempt, false)
      await assert.rejects(verifyNotification(account, notification(attempt, changes), expectations), {
        code
      })
      assert.deepEqual(asked, ['issued 64'])
    })
  }

  test('says unknown-invoice only of an authentic message', async () => {
    const { asked, expectations } = reject(null, false)
    await assert.rejects(verifyNotification(account, genuine, expectations), { code: 'unknown-invoice' })
    assert.deepEqual(asked, ['issued 64', 'attempt A-1001-1'])
  })

  test('writes no key into any of its messages', async () => {
    const bodies = [
      ...forgeries.map(([, body]) => body),
      notification(attempt, { ik_co_id: 'other' }),
      genuine
    ]
    for (const body of bodies) {
      const error: unknown = await verifyNotification(account, body, reject(null, false).expectations).catch(
        (error: unknown) => error
      )
      assert.ok(error instanceof Error)
      assert.ok(![SECRET_KEY, TEST_KEY].some((key) => `${error.message} ${error.stack ?? ''}`.includes(key)))
    }
  })
})

suite('verifyNotification tells repetitions apart', () => {
  test('the same message has one fingerprint and one digest, in any order of its fields and under any key', async () => {
    const changing = anAccount({ secretKey: [SECRET_KEY, OLD_SECRET_KEY] })
    const fields = notificationFields(attempt)
    const turned = Object.fromEntries(Object.entries(fields).reverse())
    const first = await verifyNotification(changing, signedBody(fields), knowing())
    const second = await verifyNotification(changing, signedBody(turned, OLD_SECRET_KEY), knowing())
    assert.equal(second.fingerprint, first.fingerprint)
    assert.equal(second.digest, first.digest)
  })

  test('a renamed field keeps the signature and the fingerprint, and changes the digest', async () => {
    const first = await verifyNotification(account, notification(attempt, { ik_x_user: '42' }), knowing())
    const body = notification(attempt, { ik_x_user: '42' }).replace('ik_x_user', 'ik_x_admin')
    const second = await verifyNotification(account, body, knowing())
    assert.equal(second.fingerprint, first.fingerprint)
    assert.notEqual(second.digest, first.digest)
  })

  test('what was not said does not stand in it', async () => {
    const fields = Object.entries(notificationFields(attempt)).filter(
      ([name]) => !/_desc|_rfn|_ps_|_trn_|_crt|_prc/.test(name)
    )
    const { notification: told } = await verifyNotification(
      account,
      signedBody(Object.fromEntries(fields)),
      knowing()
    )
    const needed = [
      'amount',
      'checkoutId',
      'currency',
      'invoiceId',
      'invoiceState',
      'payway',
      'paymentNo',
      'state'
    ]
    assert.deepEqual(Object.keys(told).sort(), needed.sort())
  })

  test('its digest is one of all names and values', async () => {
    const messages = [
      {},
      { ik_x_a: '1' },
      { ik_x_b: '1' },
      { ik_x_a: '1', ik_x_b: '2' },
      { ik_x_a: '1ik_x_b=2' }
    ]
    const digests = messages.map(async (changes: Fields) => {
      const { digest } = await verifyNotification(account, notification(attempt, changes), knowing())
      return digest
    })
    const found = await Promise.all(digests)
    for (const digest of found) assert.match(digest, /^[0-9a-f]{64}$/)
    assert.equal(new Set(found).size, messages.length)
  })

  test('the fingerprint is that of a form with the same values', async () => {
    const { fingerprint } = await verifyNotification(account, notification(attempt), knowing())
    assert.equal(fingerprint, fingerprintOf(signedText(notificationFields(attempt))))
  })
})

suite('A message that is refused', () => {
  const body = notification(attempt)
  const asked = (seen: (fingerprint: string) => string | null) =>
    verifyNotification(account, body, { ...knowing(), attempt: () => null, seen })

  test('again in the same words is refused as at first, and in others as malleated', async () => {
    const { fingerprint, digest } = await verifyNotification(account, body, knowing())
    const known = (words: string) => (of: string) => (of === fingerprint ? words : null)
    await assert.rejects(asked(known(digest)), { code: 'unknown-invoice' })
    await assert.rejects(asked(known('other words')), { code: 'malleated' })
    await assert.rejects(
      asked(() => null),
      { code: 'unknown-invoice' }
    )
  })

  test('by the fault of the ledger is no message that was seen', async () => {
    const isDown = new Error('the ledger is down')
    const expectations = { ...knowing(), attempt: () => Promise.reject(isDown), seen: () => assert.fail() }
    await assert.rejects(verifyNotification(account, body, expectations), isDown)
  })

  test('says to the operator in which mode its signature is wrong', async () => {
    const forged = signedBody(notificationFields(attempt), TEST_KEY)
    for (const [of, mode] of [
      [account, 'live'],
      [anAccount({ mode: 'test', testSecretKey: OLD_SECRET_KEY }), 'test']
    ] as const) {
      await assert.rejects(verifyNotification(of, forged, knowing()), {
        code: 'bad-signature',
        message: `the signature is none of this checkout in ${mode} mode`
      })
    }
    assert.equal(withoutIssuedCheck(), false)
  })
})
