import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { suite, test, type TestContext } from 'node:test'
import { inspect } from 'node:util'
import { serialize } from 'node:v8'
import { createApi } from '../../src/api/index.js'
import { createEmulator } from '../../src/emulator/index.js'
import { createCheckout } from '../../src/server/checkout.js'
import { parseForm } from '../../src/server/hearing/parse-form.js'
import { memoryLedger } from '../../src/server/ledger/memory/index.js'
import { providerAccount, type ProviderAccountSettings } from '../../src/server/signing/account.js'
import { selectSigned, signedText } from '../../src/server/signing/signature.js'
import { faultsOf, isExecutable, readCatalogue } from '../abuse/adapter.js'
import { bytesOf, type AbuseCase, type BodyInput } from '../abuse/case.js'
import { overhear } from '../abuse/overhear.js'
import { variations } from '../abuse/variations.js'
import { BASE_URL, CHECKOUT_ID, gatewaySign, OLD_SECRET_KEY, SECRET_KEY, TEST_KEY } from './fixtures.js'

const { definitions, cases } = readCatalogue(
  readFileSync(new URL('../fixtures/abuse-cases.json', import.meta.url), 'utf8')
)

const API_USER = '5f0000000000000000000001'
const API_KEY = 'aPiK3y9MadeUp7ForThis5Test'
const THIRD_KEY = 'Th1rdKeyMadeUp4Rotation'
const header = Buffer.from(`${API_USER}:${API_KEY}`).toString('base64')

/** Every text that nobody may ever see. */
const SECRETS = [SECRET_KEY, OLD_SECRET_KEY, THIRD_KEY, TEST_KEY, API_KEY, header]

const keys = {
  checkoutId: CHECKOUT_ID,
  secretKey: [SECRET_KEY, OLD_SECRET_KEY, THIRD_KEY],
  testSecretKey: TEST_KEY,
  apiUser: API_USER,
  apiKey: API_KEY
}

const secretsIn = (text: string) => SECRETS.filter((secret) => text.includes(secret))

/** What a thoughtless line of code or a debugger's log makes of a value. */
const WAYS_TO_SHOW: Readonly<Record<string, (value: unknown) => unknown>> = {
  'util.inspect': (value) => inspect(value),
  'util.inspect, hidden members and getters too': (value) =>
    inspect(value, { showHidden: true, depth: Infinity, getters: true, showProxy: true }),
  'JSON.stringify': (value) => JSON.stringify(value),
  String: (value) => `${String(value)} ${Object.keys(value as object).join()}`,
  structuredClone: (value) => inspect(structuredClone(value), { depth: Infinity }),
  'v8.serialize': (value) => serialize(value).toString('latin1'),
  'the cause of an error': (value) => inspect(new Error('failed', { cause: value }), { depth: Infinity }),
  'a failed assertion': (value) => assert.deepEqual(value, { nothing: 'alike' }),
  'its descriptors': (value) => inspect(Object.getOwnPropertyDescriptors(value), { depth: Infinity })
}

const live = providerAccount({ ...keys, mode: 'live' })
const WAYS_IN: Readonly<Record<string, unknown>> = {
  'an account': live,
  'an account in test mode, under md5': providerAccount({
    ...keys,
    mode: 'test',
    algorithm: 'md5',
    allowMd5: true
  }),
  'a checkout': createCheckout({
    account: live,
    baseUrl: BASE_URL,
    ledger: memoryLedger(),
    loadOrder: () => null,
    onPaid: () => undefined,
    returnTo: () => BASE_URL,
    payways: [],
    background: false
  }),
  'a client of the API': createApi({ apiUser: API_USER, apiKey: API_KEY }),
  'a client of the API with the account’s header': createApi({ authorization: live.authorization() ?? '' }),
  'an emulator': createEmulator({
    settings: { checkoutId: CHECKOUT_ID, secretKey: SECRET_KEY, testSecretKey: TEST_KEY }
  })
}

suite('LEK-005: no key is seen in', () => {
  for (const [entrance, value] of Object.entries(WAYS_IN)) {
    for (const [way, show] of Object.entries(WAYS_TO_SHOW)) {
      test(`${entrance}, by ${way}`, () => {
        let shown: unknown
        try {
          shown = show(value)
        } catch (error) {
          shown = inspect(error, { showHidden: true, depth: Infinity })
        }
        assert.deepEqual(secretsIn(String(shown)), [])
      })
    }
  }

  test('what console prints of all of them', async () => {
    const { lines } = await overhear(() => {
      for (const value of Object.values(WAYS_IN)) console.log(value, '%o', value)
    })
    assert.equal(lines.length, Object.keys(WAYS_IN).length)
    assert.deepEqual(secretsIn(lines.join('\n')), [])
  })

  const wrong: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'a line end behind it': { secretKey: `${SECRET_KEY}\n` },
    'a colon in it': { secretKey: `${SECRET_KEY}:` },
    'itself twice': { secretKey: [SECRET_KEY, SECRET_KEY] },
    'the other mode’s beside it': { testSecretKey: SECRET_KEY },
    'three others': { secretKey: [SECRET_KEY, OLD_SECRET_KEY, THIRD_KEY, `${SECRET_KEY}4`] },
    'a name that is misspelt': { [SECRET_KEY.toLowerCase()]: SECRET_KEY },
    'a space in the one of the API': { apiKey: `${API_KEY} ` },
    'no user of the API': { apiUser: undefined },
    'an algorithm that nobody knows': { algorithm: 'sha1' },
    'no mode': { mode: undefined }
  }
  for (const [what, settings] of Object.entries(wrong)) {
    test(`the refusal of a key with ${what}`, () => {
      assert.throws(
        () => providerAccount({ ...keys, mode: 'live', ...settings } as unknown as ProviderAccountSettings),
        (error) => secretsIn(inspect(error, { showHidden: true, depth: Infinity })).length === 0
      )
    })
  }
})

suite('Performing every case of the catalogue and its variations', () => {
  /** What was answered to anybody, and what was logged. */
  let answers: readonly string[] = []
  let lines: readonly string[] = []

  test('answers and logs', async (context) => {
    answers = recordAnswers(context)
    const all = [...cases, ...variations].filter(isExecutable)
    const heard = await overhear(async () => {
      for (const one of all) assert.deepEqual(await faultsOf(definitions, one), [], one.id)
    })
    lines = heard.lines
    assert.ok(answers.length > 200 && lines.length > 50)
  })

  test('LEK-003: logs no key and no signature that would have been right', () => {
    const text = lines.join('\n')
    assert.deepEqual(secretsIn(text), [])
    assert.deepEqual(
      expectedSignatures().filter((signature) => text.includes(signature)),
      []
    )
  })

  test('LEK-004: answers with no key, no such signature, no stack and no path', () => {
    const said = answers.join('\n')
    assert.deepEqual(secretsIn(said), [])
    assert.deepEqual(
      expectedSignatures().filter((signature) => said.includes(signature)),
      []
    )
    assert.doesNotMatch(said, /\bat [\w.<>]+ \(|node_modules|\.[jt]s:\d+|\/src\/|file:\/\/|Error:/)
  })
})

/** Makes a note of every answer that is written while the test runs. */
function recordAnswers(context: TestContext): readonly string[] {
  const answers: string[] = []
  const Original = Response
  globalThis.Response = class extends Original {
    constructor(body?: BodyInit | null, init?: ResponseInit) {
      super(body, init)
      if (typeof body === 'string') answers.push(`${inspect([...this.headers])} ${body}`)
    }
  }
  context.after(() => {
    globalThis.Response = Original
  })
  return answers
}

/** The right signatures of all messages that came with a wrong one, under every key. */
function expectedSignatures(): readonly string[] {
  return [...cases, ...variations].flatMap((one) => {
    const body = bodyOf(one)
    if (body === null) return []
    const sent = body.get('ik_sign')
    const text = signedText(selectSigned(body))
    return [SECRET_KEY, OLD_SECRET_KEY, TEST_KEY]
      .map((key) => gatewaySign({ text }, key))
      .filter((signature) => signature !== sent)
  })
}

function bodyOf({ input }: AbuseCase): ReadonlyMap<string, string> | null {
  const { request } = input as { request?: BodyInput }
  try {
    const bytes = bytesOf((request ?? input) as BodyInput)
    return bytes === undefined || bytes.length === 0 ? null : parseForm(bytes)
  } catch {
    return null
  }
}

suite('However wrong a signature is', () => {
  /** The lengths of all that was compared in constant time during the work. */
  function comparisons(context: TestContext, work: () => unknown): number[] {
    const compare = context.mock.method(crypto, 'timingSafeEqual')
    syncBuiltinESMExports()
    work()
    const lengths = compare.mock.calls.map(({ arguments: [, received] }) => received.byteLength)
    compare.mock.restore()
    syncBuiltinESMExports()
    return lengths
  }

  const text = '100.00:UAH'
  const right = gatewaySign({ text }, SECRET_KEY)
  const other = (character: string | undefined) => (character === 'A' ? 'B' : 'A')
  const signatures = {
    right,
    'wrong at its beginning': other(right[0]) + right.slice(1),
    'wrong at its end': right.slice(0, -3) + other(right.at(-3)) + right.slice(-2),
    'the last key’s': gatewaySign({ text }, THIRD_KEY)
  }
  for (const [what, signature] of Object.entries(signatures)) {
    test(`TIM-001, TIM-002: every key is tried and every byte compared where it is ${what}`, (context) => {
      assert.deepEqual(
        comparisons(context, () => live.hasSigned(text, signature)),
        [32, 32, 32]
      )
    })
  }

  test('what is none of any key costs no comparison', (context) => {
    for (const signature of [
      '',
      'A',
      `${right}=`,
      right.slice(1),
      right.replace('=', 'A'),
      '\u00ff'.repeat(44)
    ]) {
      assert.deepEqual(
        comparisons(context, () => live.hasSigned(text, signature)),
        []
      )
    }
  })
})
