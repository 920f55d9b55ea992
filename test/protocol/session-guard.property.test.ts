import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parsePaymentStatus, parseSession } from '../../src/protocol/index.js'
import { checkoutSessionSchema, paymentStatusSchema } from '../../src/protocol/schemas.js'
import { aSession, aTestSession, STATUS, TOKEN, EARLIER_TOKEN } from '../element/support/session.js'

const NOW = Date.now()
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 30_000)

const SESSIONS: readonly unknown[] = [
  aSession(),
  aTestSession(),
  aSession({
    payways: [],
    mode: 'live',
    earlier: { statusToken: EARLIER_TOKEN, startedAt: '2026-11-23T09:00:00Z' }
  }),
  aSession({ action: 'http://127.0.0.1:8081/' })
]

/** A page that pays on the real gateway, and one on a local one. */
const PAGES = [undefined, 'http://127.0.0.1:8081/'].map((gateway) => {
  const context = { now: NOW, origin: 'https://shop.example', gateway }
  return { context, schema: checkoutSessionSchema(context) }
})

/** Values of every kind, above all those that are nearly right somewhere. */
const strange = fc.oneof(
  // prettier-ignore
  fc.constantFrom<unknown>(
    null, true, false, 0, 1, 2, -1, '', ' ', '1', '0', '0.00', '1250.5', '1250.50', '1250.500',
    '1250.5000', '1250.50000', '01250.50', '1e3', '-1', '99999999.99', '999999999', '٣', 'UAH', 'uah',
    'UAHX', 'USDTRCX', 'live', 'test', 'process', 'POST', 'post', 'GET', 'https://sci.interkassa.com/',
    'http://127.0.0.1:8081/', 'card', 'crypto', TOKEN, TOKEN.slice(0, 21), TOKEN.repeat(3),
    '2026-01-01T00:00:00Z', '2999-01-01T00:00:00Z', '2999-01-01T00:00:00.123Z', '2999-13-01T00:00:00Z',
    '2999-02-30T00:00:00Z', '2999-01-01', 'visa_cpaytrz_merchant_uah', 'test_interkassa_test_xts',
    'a'.repeat(62), 'a'.repeat(63), 'a'.repeat(255), 'a'.repeat(256), 'ї'.repeat(127), 'ї'.repeat(128),
    'a'.repeat(2048), 'a'.repeat(2049), '\u200b', '\u202eabc', 'a\nb', '\u0000', '\ud800', '\u{1f600}',
    'nN5haYrPeFflC116WA93sP+8cCEvECbnAd8EtiVLh0E=', 'canceled', 'declined', 'expired', 'paid', 'pending',
    'failed', 'created', [], {}, [[]], { min: '1' }, { max: '1' }, { min: '1', max: '2', mid: '3' },
    { ik_act: 'process', ik_pw_via: 'a' }
  ),
  fc.string({ unit: 'binary', maxLength: 70 }),
  fc.jsonValue({ maxDepth: 2 })
)

// prettier-ignore
const NAMES = [
  'version', 'action', 'method', 'fields', 'payways', 'display', 'expiresAt', 'statusToken', 'mode',
  'serverTime', 'earlier', 'id', 'name', 'sign', 'kind', 'currency', 'amount', 'limits', 'logo',
  'direct', 'min', 'max', 'description', 'merchant', 'startedAt', 'ik_sign', 'ik_act', 'ik_pw_via',
  'ik_exp', 'ik_x_field', '_ik_x_field', 'ik_pay_card_cvv', 'ik_desc', 'IK_am', 'ik_',
  `ik_${'a'.repeat(61)}`, `ik_${'a'.repeat(62)}`, 'submit', '__proto__', 'constructor', 'toString',
  'state', 'reason', 'reference', 'receipt', 'payway', 'time', 'extra'
]

type Edit = readonly [at: number, kind: 'set' | 'delete' | 'add' | 'copy', name: string, value: unknown]

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.tuple(
    fc.nat({ max: 400 }),
    fc.constantFrom<Edit[1][]>('set', 'delete', 'add', 'copy'),
    fc.constantFrom(...NAMES),
    strange
  ),
  { maxLength: 3 }
)

/** The text of `valid` after some edits, each at one of its members, however deep. */
function edited(valid: unknown, list: readonly Edit[]): string {
  const root: Holder = { root: structuredClone(valid) }
  for (const [at, kind, name, value] of list) {
    const places = membersOf(root)
    const [holder, key] = places[at % places.length] ?? [root, 'root']
    const member = holder[key]
    if (kind === 'set') set(holder, key, structuredClone(value))
    else if (kind === 'delete') Reflect.deleteProperty(holder, key)
    else if (kind === 'add' && isHolder(member)) set(member, name, structuredClone(value))
    else if (kind === 'copy' && Array.isArray(member)) member.push(structuredClone(member[0] as unknown))
  }
  return JSON.stringify(root['root'] ?? null)
}

type Holder = Record<string, unknown>

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function membersOf(holder: object): [Holder, string][] {
  return Object.entries(holder).flatMap(([key, member]): [Holder, string][] => [
    [holder as Holder, key],
    ...(typeof member === 'object' && member !== null ? membersOf(member as object) : [])
  ])
}

// an own member named __proto__, as JSON.parse makes it
const set = (holder: Holder, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })

describe('the guard in the page', () => {
  it('accepts and refuses exactly the sessions that the schema does', () => {
    const verdicts = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.constantFrom(...SESSIONS), fc.constantFrom(...PAGES), edits, (valid, page, list) => {
        const text = edited(valid, list)

        const { ok } = parseSession(text, page.context)
        const { success, error } = page.schema.safeParse(JSON.parse(text))

        verdicts[ok ? 'accepted' : 'refused'] += 1
        assert.equal(ok, success, `${text}\n${error?.message ?? 'accepted by the schema'}`)
      }),
      { numRuns: RUNS }
    )
    assert.ok(verdicts.accepted > RUNS / 20 && verdicts.refused > RUNS / 5, JSON.stringify(verdicts))
  })

  it('accepts and refuses exactly the statuses that the schema does', () => {
    const verdicts = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.constantFrom<unknown[]>(...Object.values(STATUS)), edits, (valid, list) => {
        const text = edited(valid, list)

        const status = parsePaymentStatus(text)
        const { success, error } = paymentStatusSchema.safeParse(JSON.parse(text))

        verdicts[status ? 'accepted' : 'refused'] += 1
        assert.equal(status !== null, success, `${text}\n${error?.message ?? 'accepted by the schema'}`)
      }),
      { numRuns: RUNS }
    )
    assert.ok(verdicts.accepted > RUNS / 20 && verdicts.refused > RUNS / 5, JSON.stringify(verdicts))
  })

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        assert.equal(parseSession(text, { now: NOW }).ok, false)
        assert.equal(parsePaymentStatus(text), null)
      }),
      { numRuns: RUNS }
    )
  })
})
