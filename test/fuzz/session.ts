import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  CARD_NAME,
  GATEWAY,
  isAmount,
  parseSession,
  sameAmount,
  SESSION_ERRORS,
  SIGNED_NAME,
  TEST_PAYWAY,
  visibleText,
  type CheckoutSession,
  type SessionResult
} from '../../src/protocol/index.js'
import { createSession } from '../../src/server/signing/create-session.js'
import { anAccount, anAttempt, PRIVAT24, SHOP, VISA } from '../server/fixtures.js'
import type { Fuzz } from './fuzz.js'

/** Members of a session that are set to something else; a path without a value is taken away. */
type Change = readonly [path: string, value?: unknown]

type Read = (text: string) => SessionResult

const now = Date.parse('2026-11-23T00:00:00Z')
const { session: genuine } = createSession(
  anAccount(),
  anAttempt({ expiresAt: '2026-11-23T01:00:00Z', statusToken: 'q3v0Jm5kYt8Rz1Nw6Xb2Hc' }),
  [
    { id: VISA, name: 'Visa', logo: '/visa.svg', limits: { min: '1', max: '5000' } },
    { id: PRIVAT24, amount: '101.00' }
  ],
  { now }
)

const paths = [
  ...['action', 'method', 'version', 'mode', 'expiresAt', 'serverTime', 'statusToken', 'earlier', 'extra'],
  ...['fields', 'fields.ik_am', 'fields.ik_cur', 'fields.ik_desc', 'fields.ik_pm_no', 'fields.ik_sign'],
  ...[
    'fields.ik_act',
    'fields.ik_pw_via',
    'fields.submit',
    'fields.ik_pay_card_cvv',
    'fields.ik_x_a',
    'fields.IK_am'
  ],
  ...[
    'display',
    'display.amount',
    'display.currency',
    'display.description',
    'display.merchant',
    'display.extra'
  ],
  ...[
    'payways',
    'payways.0',
    'payways.0.id',
    'payways.1.id',
    'payways.0.name',
    'payways.0.sign',
    'payways.0.logo'
  ],
  ...['payways.0.fields', 'payways.0.fields.ik_pw_via', 'payways.0.fields.ik_act', 'payways.0.fields.ik_am'],
  ...[
    'payways.0.kind',
    'payways.0.currency',
    'payways.0.amount',
    'payways.0.limits',
    'payways.0.direct',
    '__proto__'
  ]
] as const

const hostile = [
  ...[
    'https://sci.interkassa.com/',
    'https://sci.interkassa.com',
    'https://sci.interkassa.com@evil.example/'
  ],
  ...[
    'http://sci.interkassa.com/',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example/x.svg',
    '/a\\b'
  ],
  ...[
    'POST',
    'GET',
    'post',
    'live',
    'test',
    '',
    ' ',
    '0',
    '1',
    '100',
    '100.00',
    '100.0',
    '1e2',
    '0.01',
    'UAH',
    'USD'
  ],
  ...[
    '2026-11-22T00:00:00Z',
    '2126-11-23T00:00:00Z',
    '2026-11-23',
    'never',
    VISA,
    PRIVAT24,
    TEST_PAYWAY,
    'success'
  ],
  ...[
    'a\u0000b',
    '\ud800',
    '\u200b',
    '\u202eabc',
    '<img src=x onerror=alert(1)>',
    'x'.repeat(256),
    'process'
  ],
  ...[
    null,
    true,
    false,
    0,
    1,
    2,
    -1,
    1e308,
    [],
    {},
    [[]],
    { a: 1 },
    { toString: 'x' },
    { min: '1' },
    ['POST']
  ],
  ...[genuine.fields['ik_sign'], genuine.fields, genuine.payways, genuine.display, genuine.payways[0]]
] as const

const change = fc.tuple(
  fc.constantFrom(...paths),
  fc.option(fc.constantFrom(...hostile), { nil: undefined, freq: 9 })
)

/** Whatever a session says, the page posts signed fields of the one order that it shows to the one gateway. */
export const session: Fuzz<{ readonly changes: readonly Change[]; readonly cut: number }, Read> = {
  name: 'session',
  runs: 100_000,
  inputs: fc.record({
    changes: fc.array(change as fc.Arbitrary<Change>, { maxLength: 3 }),
    cut: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 1500 }) })
  }),
  holds({ changes, cut }, read) {
    const changed = changes.reduce<unknown>(
      (value, [path, to]) => changedAt(value, path.split('.'), to),
      genuine
    )
    const text = JSON.stringify(changed)
    const result = read(cut === 0 ? text : text.slice(0, -cut))
    if (result.ok) assert.deepEqual(faultsIn(result.session), [])
    else assert.ok(SESSION_ERRORS.includes(result.error))
  },
  code: (text) => parseSession(text, { origin: SHOP, now }),
  withoutDefence: {
    'a guard': reading((parsed) => parsed),
    'a look at the action': reading((parsed) => ({ ...parsed, action: GATEWAY }), ['action']),
    'a look at what is shown': reading((parsed) => ({ ...parsed, display: genuine.display }), ['display']),
    'a look at the names of fields': reading(
      ({ fields, ...others }) => ({
        ...others,
        fields: Object.fromEntries(Object.entries(fields).filter(([name]) => SIGNED_NAME.test(name)))
      }),
      ['fields']
    )
  }
}

/** A guard that is shown a session in which these members were put right, and then gives them as they came. */
function reading(putRight: (session: CheckoutSession) => object, members: readonly string[] = []): Read {
  return (text) => {
    let parsed: CheckoutSession
    try {
      parsed = JSON.parse(text) as CheckoutSession
      if (members.length === 0) return { ok: true, session: parsed }
      const result = parseSession(JSON.stringify(putRight(parsed)), { origin: SHOP, now })
      if (!result.ok) return result
      const asCome = Object.fromEntries(Object.entries(parsed).filter(([name]) => members.includes(name)))
      return { ok: true, session: { ...result.session, ...asCome } }
    } catch {
      return { ok: false, error: 'not-json' }
    }
  }
}

function faultsIn(session: CheckoutSession): string[] {
  try {
    return faultsOf(session)
  } catch (error) {
    return [`is no session: ${String(error)}`]
  }
}

/** What a page could be made to do by this session, a line each. */
function faultsOf({
  action,
  method,
  fields,
  display,
  payways,
  expiresAt,
  mode,
  ...others
}: CheckoutSession): string[] {
  const isTest = mode === 'test'
  const names = [...Object.keys(fields), ...payways.flatMap((payway) => Object.keys(payway.fields))]
  const texts = [...Object.values(fields), ...payways.flatMap((payway) => Object.values(payway.fields))]
  const rules: [string, boolean][] = [
    ['posts to another address', action === GATEWAY],
    ['posts by another method', (method as string) === 'POST'],
    ['posts a field of nobody’s', names.every((name) => SIGNED_NAME.test(name) && !CARD_NAME.test(name))],
    ['posts what is no text', texts.every((text) => typeof text === 'string')],
    ['shows another amount', areSameAmounts(display.amount, fields['ik_am'])],
    ['shows another currency', display.currency === fields['ik_cur']],
    ['shows another description', (display.description ?? fields['ik_desc']) === fields['ik_desc']],
    ['has no signature', isTest || /^[A-Za-z0-9+/]+=*$/.test(fields['ik_sign'] ?? '')],
    ['offers a payway of the other mode', payways.every(({ id }) => (id === TEST_PAYWAY) === isTest)],
    ['posts another payway', payways.every(({ id, fields }) => fields['ik_pw_via'] === id)],
    ['names a payway invisibly', payways.every(({ name }) => visibleText(name) === name && name !== '')],
    [
      'fetches from elsewhere',
      payways.every(({ logo = '/' }) => /^(?:\/(?!\/)|https:\/\/shop\.example\/)/.test(logo))
    ],
    [
      'is over',
      Date.parse(expiresAt) > (others.serverTime === undefined ? now : Date.parse(others.serverTime))
    ]
  ]
  return rules.flatMap(([fault, holds]) => (holds ? [] : [fault]))
}

const areSameAmounts = (a: unknown, b: unknown) => isAmount(a) && isAmount(b) && sameAmount(a, b)

function changedAt(value: unknown, [name = '', ...rest]: readonly string[], to: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).filter(([other]) => other !== name)
  const old = (value as Record<string, unknown>)[name]
  const member = rest.length > 0 ? changedAt(old, rest, to) : to
  const entries = member === undefined ? members : [...members, [name, member] as const]
  return Array.isArray(value) ? entries.map(([, one]) => one as unknown) : Object.fromEntries(entries)
}
