import { FIELDS } from '../../src/protocol/index.js'
import { checkFormHeaders } from '../../src/server/hearing/parse-form.js'
import { expectationsOf, recordNotification } from '../../src/server/hearing/record-notification.js'
import { verifyNotification } from '../../src/server/hearing/verify-notification.js'
import { fingerprintOf, sign, signedText } from '../../src/server/signing/signature.js'
import { TEST_PAYWAY, VISA } from '../server/fixtures.js'
import {
  bytesOf,
  codeOf,
  entryOf,
  post,
  settingOf,
  type BodyInput,
  type Outcome,
  type SettingInput
} from './case.js'
import { setStage, type CaseConfig, type CaseInvoice, type Definitions, type Stage } from './stage.js'

const FORM = 'application/x-www-form-urlencoded'

interface NotifyInput extends SettingInput, BodyInput {
  readonly contentType?: string
  readonly times?: number
  readonly then?: readonly string[]
  readonly issuedForms?: readonly Readonly<Record<string, string>>[]
}

/**
 * The route says nothing about its reasons, so two stages are played: one through the route for the status, one
 * through the route's functions for the reason. Both have to end alike.
 */
export async function notifyCase(input: NotifyInput, definitions: Definitions): Promise<readonly Outcome[]> {
  const { times = 1, then = [], contentType, issuedForms = [] } = input
  const body = bytesOf(input) ?? Buffer.alloc(0)
  const headers = { ...(contentType !== undefined && { 'content-type': contentType }) }
  const setting = settingOf(input, definitions)
  const routed = await setStage(setting)
  const judged = await setStage(setting)
  const fingerprints = issuedForms.map((form) => fingerprintOf(signedText(form)))
  for (const { ledger } of [routed, judged]) {
    const { checkoutId, mode } = setting.config
    const order = { checkoutId, mode, orderId: 'issued' }
    await ledger.transaction(order, (transaction) => transaction.rememberIssued(fingerprints))
  }
  let last: Outcome = {}
  for (const one of [...Array<Buffer>(times).fill(body), ...then.map((text) => Buffer.from(text))]) {
    const { status } = await routed.fetch('/notify', post(headers, one))
    last = { status, ...(await judge(judged, contentType, one)) }
  }
  const number = new URLSearchParams(body.toString()).get(FIELDS.paymentNo.wire) ?? ''
  return Promise.all(
    [routed, judged].map(async (stage) => ({
      ...last,
      state: await stage.stateOf(number),
      effects: await stage.effects(),
      flags: await stage.flags()
    }))
  )
}

async function judge(
  { account, ledger }: Stage,
  contentType: string | undefined,
  body: Buffer
): Promise<Outcome> {
  try {
    checkFormHeaders(contentType ?? null, null)
    const verified = await verifyNotification(account, body, expectationsOf(ledger, account))
    const result = await recordNotification(ledger, account, verified, Date.now())
    return {
      result,
      ...(verified.verdict === 'quarantine' && result !== 'duplicate' && { why: verified.why })
    }
  } catch (error) {
    return codeOf(error)
  }
}

interface EventsInput {
  readonly config?: string | CaseConfig
  readonly invoice: string | CaseInvoice
  readonly events: readonly { state: string; invId: string }[]
  readonly permute?: boolean
}

/** What the gateway says of one attempt, each time in a message of its own, in the given order or in every order. */
export async function eventsCase(input: EventsInput, definitions: Definitions): Promise<readonly Outcome[]> {
  const { events, permute = false } = input
  const invoice = entryOf(definitions.invoices, input.invoice)
  const { config = invoice.mode } = input
  const setting = settingOf({ config, ledger: [invoice] }, definitions)
  // A moment of its own makes each event a message of its own, and no repetition.
  const bodies = events.map((event, second) => eventBody(setting.config, invoice, event, second))
  const outcomes: Outcome[] = []
  for (const order of permute ? permutations(bodies) : [bodies]) {
    const stage = await setStage(setting)
    const statuses = new Set<number>()
    for (const body of order) {
      const { status } = await stage.fetch('/notify', post({ 'content-type': FORM }, Buffer.from(body)))
      statuses.add(status)
    }
    const refused = [...statuses].find((status) => status !== 200)
    outcomes.push({
      state: await stage.stateOf(invoice.pmNo),
      effects: (await stage.effects()).length,
      flags: await stage.flags(),
      ...(refused !== undefined && { error: `an event was answered with ${refused}` })
    })
  }
  return outcomes
}

function eventBody(
  { checkoutId, mode, alg, liveKeys, testKeys }: CaseConfig,
  { pmNo, amount, currency, payways: [payway = VISA] = [] }: CaseInvoice,
  { state, invId }: EventsInput['events'][number],
  second: number
): string {
  const fields = {
    [FIELDS.checkoutId.wire]: checkoutId,
    [FIELDS.paymentNo.wire]: pmNo,
    [FIELDS.amount.wire]: amount,
    [FIELDS.currency.wire]: currency,
    [FIELDS.payway.wire]: mode === 'test' ? TEST_PAYWAY : payway,
    [FIELDS.invoiceState.wire]: state,
    [FIELDS.invoiceId.wire]: invId,
    [FIELDS.invoiceProcessed.wire]: `2026-11-22 10:00:${String(second).padStart(2, '0')}`
  }
  const [key = ''] = (mode === 'test' ? testKeys : liveKeys) ?? []
  return String(new URLSearchParams({ ...fields, [FIELDS.sign.wire]: sign(fields, key, alg) }))
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items]
  return items.flatMap((item, at) =>
    permutations(items.filter((_, index) => index !== at)).map((rest) => [item, ...rest])
  )
}
