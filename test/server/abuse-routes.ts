import { FIELDS } from '../../src/protocol/index.js'
import { checkFormHeaders } from '../../src/server/parse-form.js'
import { orderKeyOf, recordNotification } from '../../src/server/record-notification.js'
import { fingerprintOf, signedText } from '../../src/server/signature.js'
import { verifyNotification } from '../../src/server/verify-notification.js'
import { bytesOf, codeOf, named, post, settingOf, type BodyInput, type Outcome } from './abuse-case.js'
import { setStage, type Definitions, type Stage } from './abuse-stage.js'

const FORM = 'application/x-www-form-urlencoded'

interface NotifyInput {
  readonly config: string
  readonly ledger: readonly string[]
  readonly contentType: string
  readonly body: string
  readonly times?: number
  readonly then?: readonly string[]
  readonly issuedForms?: readonly Readonly<Record<string, string>>[]
}

/**
 * The route says nothing about its reasons, so two stages are played: one through the route for the status, one
 * through the route's functions for the reason. Both have to end alike.
 */
export async function notifyCase(input: NotifyInput, definitions: Definitions): Promise<readonly Outcome[]> {
  const { body, times = 1, then = [], contentType, issuedForms = [] } = input
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
  for (const one of [...Array<string>(times).fill(body), ...then]) {
    const { status } = await routed.fetch('/notify', post({ 'content-type': contentType }, Buffer.from(one)))
    last = { status, ...(await judge(judged, contentType, one)) }
  }
  const number = new URLSearchParams(body).get(FIELDS.paymentNo.wire) ?? ''
  return Promise.all(
    [routed, judged].map(async (stage) => ({
      ...last,
      state: await stage.stateOf(number),
      effects: await stage.effects()
    }))
  )
}

async function judge({ account, ledger }: Stage, contentType: string, body: string): Promise<Outcome> {
  const { checkoutId, mode } = account
  try {
    checkFormHeaders(contentType, null)
    const verified = await verifyNotification(account, body, {
      attempt: (paymentNo) => ledger.findAttempt(checkoutId, mode, paymentNo),
      issued: (fingerprint) => ledger.isIssued(checkoutId, fingerprint)
    })
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
  readonly invoice: string
  readonly events: readonly { state: string; invId: string }[]
  readonly permute?: boolean
}

export async function eventsCase(input: EventsInput, definitions: Definitions): Promise<readonly Outcome[]> {
  const { invoice: name, events, permute = false } = input
  const invoice = named(definitions.invoices, name)
  // A moment of its own makes each event a message of its own, and no repetition.
  const messages = events.map(({ state, invId }, index) => ({
    [FIELDS.invoiceState.wire]: state,
    [FIELDS.invoiceId.wire]: invId,
    [FIELDS.invoiceProcessed.wire]: `2026-11-22 10:00:0${index}`
  }))
  const orders = permute ? permutations(messages) : [messages]
  return Promise.all(
    orders.map(async (order) => {
      const stage = await setStage(settingOf({ config: 'live', ledger: [name] }, definitions))
      for (const message of order) {
        const fields = {
          [FIELDS.checkoutId.wire]: stage.account.checkoutId,
          [FIELDS.paymentNo.wire]: invoice.pmNo,
          [FIELDS.amount.wire]: invoice.amount,
          [FIELDS.currency.wire]: invoice.currency,
          [FIELDS.payway.wire]: 'visa_cpaytrz_merchant_uah',
          ...message
        }
        const body = new URLSearchParams({ ...fields, [FIELDS.sign.wire]: stage.account.sign(fields) })
        await stage.fetch('/notify', post({ 'content-type': FORM }, Buffer.from(String(body))))
      }
      return {
        state: await stage.stateOf(invoice.pmNo),
        effects: (await stage.effects()).length,
        flags: await stage.flags()
      }
    })
  )
}

interface HttpInput {
  readonly handler: 'notify' | 'create' | 'status'
  readonly config: string
  readonly ledger: readonly string[]
  readonly request: BodyInput & {
    readonly method: string
    readonly path?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly ledgerDown?: boolean
    readonly hookThrows?: string
    readonly invoiceState?: 'paid'
  }
}

const PATHS = { notify: '/notify', create: '/session', status: '/status' }

export async function httpCase(
  { handler, request, ...input }: HttpInput,
  definitions: Definitions
): Promise<Outcome> {
  const { method, headers = {}, path = PATHS[handler], invoiceState, ledgerDown, hookThrows } = request
  const stage = await setStage({
    ...settingOf(input, definitions),
    ...(ledgerDown !== undefined && { ledgerDown }),
    ...(hookThrows !== undefined && { hookThrows })
  })
  const invoices = input.ledger.map((name) => named(definitions.invoices, name))
  if (invoiceState) await pay(stage, invoices[0]?.pmNo ?? '')
  const body = bytesOf(request)
  const answer = await stage.fetch(path.replace('$TOKEN', stage.token), { ...post(headers, body), method })
  const text = await answer.text()
  const states = invoices.map(async ({ pmNo }) => [pmNo, await stage.stateOf(pmNo)] as const)
  return {
    status: answer.status,
    headersInclude: Object.fromEntries(answer.headers),
    body: text,
    bodyNotContains: text,
    json: jsonOf(text),
    jsonHas: jsonOf(text),
    state: Object.fromEntries(await Promise.all(states))
  }
}

async function pay({ account, ledger }: Stage, paymentNo: string): Promise<void> {
  const attempt = await ledger.findAttempt(account.checkoutId, account.mode, paymentNo)
  if (!attempt) throw new Error(`no attempt ${paymentNo}`)
  await ledger.transaction(orderKeyOf(attempt), (transaction) =>
    transaction.putInvoice({
      paymentNo,
      invoiceId: '77700001',
      state: 'paid',
      reason: null,
      held: null,
      payway: null,
      heardAt: Date.now()
    })
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items]
  return items.flatMap((item, at) =>
    permutations(items.filter((_, index) => index !== at)).map((rest) => [item, ...rest])
  )
}
