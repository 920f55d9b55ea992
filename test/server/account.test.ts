import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { inspect } from 'node:util'
import { serialize } from 'node:v8'
import { InterkassaError } from '../../src/protocol/index.js'
import { providerAccount } from '../../src/server/signing/account.js'
import { signedText } from '../../src/server/signing/signature.js'
import { anAccount, CHECKOUT_ID, gatewaySign, OLD_SECRET_KEY, SECRET_KEY, TEST_KEY } from './fixtures.js'

const API_KEY = 'ApiKeyOfTheMerchant1'

const settings = {
  checkoutId: CHECKOUT_ID,
  secretKey: SECRET_KEY,
  testSecretKey: TEST_KEY,
  mode: 'live'
} as const

/** What a program in JavaScript might hand over. */
const accountOf = (changes: Readonly<Record<string, unknown>>) => providerAccount({ ...settings, ...changes })

test('providerAccount takes a key of sixteen characters, six of them different', () => {
  assert.ok(accountOf({ secretKey: 'abcdefabcdefabcd' }))
})

suite('providerAccount refuses', () => {
  const refused: [string, Readonly<Record<string, unknown>>, RegExp][] = [
    ['no checkout id', { checkoutId: undefined }, /^checkoutId: /],
    ['an empty checkout id', { checkoutId: '' }, /^checkoutId: /],
    ['a checkout id with a colon', { checkoutId: `${CHECKOUT_ID}:` }, /^checkoutId: /],
    ['a long checkout id', { checkoutId: 'a'.repeat(37) }, /^checkoutId: /],
    ['no mode', { mode: undefined }, /^mode: /],
    ['an unknown mode', { mode: 'production' }, /^mode: /],
    ['an inherited mode', { mode: 'constructor' }, /^mode: /],
    ['an unset key', { secretKey: undefined }, /^secretKey: /],
    ['an empty key', { secretKey: '' }, /^secretKey: /],
    ['no key in the list', { secretKey: [] }, /^secretKey: /],
    ['a key that is no text', { secretKey: 1234567890123456 }, /^secretKey: /],
    ['a short key', { secretKey: 'Lk7vQ2mZp9Xw4Tn' }, /^secretKey: /],
    ['a monotonous key', { secretKey: 'ababababcdcdcdcdcdee' }, /^secretKey: /],
    ['a short key beside a right one', { secretKey: [SECRET_KEY, 'Lk7vQ2mZp9Xw4Tn'] }, /^secretKey: /],
    ['no test key in the list, though live', { testSecretKey: [] }, /^testSecretKey: /],
    ['five different characters', { secretKey: 'abcdeabcdeabcdea' }, /^secretKey: /],
    ['a key with a line end', { secretKey: `${SECRET_KEY}\n` }, /^secretKey: /],
    ['a key with a space', { secretKey: ` ${SECRET_KEY}` }, /^secretKey: /],
    ['a key with a colon', { secretKey: `A:${SECRET_KEY}` }, /^secretKey: /],
    ['a key of other letters', { secretKey: 'ключключКЛЮЧ123456' }, /^secretKey: /],
    ['four keys', { secretKey: [1, 2, 3, 4].map((n) => `${SECRET_KEY}${n}`) }, /^secretKey: /],
    ['a key twice', { secretKey: [SECRET_KEY, SECRET_KEY] }, /^secretKey and testSecretKey: /],
    ['one key for both', { testSecretKey: SECRET_KEY }, /^secretKey and testSecretKey: /],
    ['a short test key, though live', { testSecretKey: 'short' }, /^testSecretKey: /],
    ['test mode without its key', { mode: 'test', testSecretKey: undefined }, /^testSecretKey: /],
    ['md5 alone', { algorithm: 'md5' }, /^algorithm: .*allowMd5/],
    ['another algorithm', { algorithm: 'sha1' }, /^algorithm: /],
    ['another spelling', { algorithm: 'MD5', allowMd5: true }, /^algorithm: /],
    ['an API user without a key', { apiUser: 'user' }, /^apiUser and apiKey: /],
    ['an API key without a user', { apiKey: API_KEY }, /^apiUser and apiKey: /],
    ['an empty API key', { apiUser: 'user', apiKey: '' }, /^apiUser, apiKey: /],
    ['an API user with a colon', { apiUser: 'us:er', apiKey: API_KEY }, /^apiUser, apiKey: /],
    ['a misspelt setting', { secretkey: SECRET_KEY }, /^secretkey is not a setting/]
  ]
  for (const [what, changes, message] of refused) {
    test(`${what}, names it, and tells no key`, () => {
      assert.throws(
        () => accountOf(changes),
        (error: unknown) => {
          assert.ok(error instanceof InterkassaError)
          assert.equal(error.code, 'bad-account')
          assert.match(error.message, message)
          const keys = [changes.secretKey, changes.testSecretKey, changes.apiKey, SECRET_KEY, TEST_KEY].flat()
          for (const key of keys) {
            if (typeof key === 'string' && key !== '') assert.ok(!inspect(error).includes(key), key)
          }
          return true
        }
      )
    })
  }
})

suite('An account', () => {
  const params = { ik_am: '1.00', ik_co_id: CHECKOUT_ID }
  const text = signedText(params)

  test('signs with the first of its secret keys, in both modes', () => {
    for (const mode of ['live', 'test'] as const) {
      const account = anAccount({ secretKey: [SECRET_KEY, OLD_SECRET_KEY], mode })
      assert.equal(account.sign(params), gatewaySign(params, SECRET_KEY))
    }
  })

  test('verifies with all keys of its mode, and with none of the other', () => {
    const keys = [SECRET_KEY, OLD_SECRET_KEY, TEST_KEY]
    const verified = (account: ReturnType<typeof anAccount>) =>
      keys.filter((key) => account.hasSigned(text, gatewaySign(params, key)))
    assert.deepEqual(verified(anAccount({ secretKey: [SECRET_KEY, OLD_SECRET_KEY] })), [
      SECRET_KEY,
      OLD_SECRET_KEY
    ])
    assert.deepEqual(verified(anAccount({ mode: 'test' })), [TEST_KEY])
  })

  test('takes its one algorithm only', () => {
    const account = anAccount({ algorithm: 'md5', allowMd5: true })
    assert.equal(account.sign(params), gatewaySign(params, SECRET_KEY, 'md5'))
    assert.ok(account.hasSigned(text, gatewaySign(params, SECRET_KEY, 'md5')))
    assert.ok(!account.hasSigned(text, gatewaySign(params, SECRET_KEY)))
    assert.ok(!anAccount().hasSigned(text, gatewaySign(params, SECRET_KEY, 'md5')))
  })

  test('seals a text for one purpose', () => {
    const account = anAccount()
    const seal = account.seal('confirmation', 'A-1001')
    assert.ok(account.hasSealed('confirmation', 'A-1001', seal))
    assert.ok(!account.hasSealed('confirmation', 'A-1002', seal))
    assert.ok(!account.hasSealed('other', 'A-1001', seal))
    assert.ok(!account.hasSealed('confirmation', 'A-1001', `${seal}A`))
    assert.ok(!account.hasSealed('confirmation', 'A-1001', ''))
    assert.ok(!anAccount({ secretKey: OLD_SECRET_KEY }).hasSealed('confirmation', 'A-1001', seal))
  })

  test('makes no seal that the gateway’s scheme would take for a signature', () => {
    const seal = Buffer.from(anAccount().seal('confirmation', 'A-1001'), 'base64url').toString('base64')
    const texts = ['confirmation', 'A-1001', 'confirmation\nA-1001', 'confirmation:A-1001']
    assert.ok(texts.every((text) => !anAccount().hasSigned(text, seal)))
  })

  test('knows how to ask the REST API, where it has the key', () => {
    assert.equal(
      anAccount({ apiUser: 'user7', apiKey: API_KEY }).authorization(),
      `Basic ${btoa(`user7:${API_KEY}`)}`
    )
    assert.equal(anAccount().authorization(), null)
  })

  test('gives no key away, however it is printed, copied or carried in an error', () => {
    const account = anAccount({ apiUser: 'user7', apiKey: API_KEY })
    const credentials = Buffer.from(`user7:${API_KEY}`).toString('base64')
    const secrets = [SECRET_KEY, TEST_KEY, API_KEY, credentials]
    const everything = { showHidden: true, depth: Infinity, getters: true, showProxy: true } as const
    const prints = [
      inspect(account, everything),
      inspect({ deep: [{ account }] }, everything),
      inspect(new Error('x', { cause: account }), everything),
      inspect(Object.getPrototypeOf(account), everything),
      JSON.stringify(account),
      JSON.stringify(Object.assign({}, account)),
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what a log line would do
      String(account),
      inspect(structuredClone(account), everything),
      serialize(account).toString('latin1'),
      Reflect.ownKeys(account).join()
    ]
    for (const print of prints) {
      for (const secret of secrets) assert.ok(!print.includes(secret), `${secret} in ${print}`)
    }
    assert.match(prints[0] ?? '', new RegExp(CHECKOUT_ID), 'what is no secret is shown')
  })
})
