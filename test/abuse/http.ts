import type { PaymentState } from '../../src/protocol/index.js'
import { orderKeyOf } from '../../src/server/judging/record-message.js'
import { bytesOf, post, settingOf, type BodyInput, type Outcome, type SettingInput } from './case.js'
import { setStage, type Definitions, type Stage } from './stage.js'

interface HttpInput extends SettingInput {
  readonly handler: string
  readonly request: BodyInput & {
    readonly method: string
    readonly path?: string
    readonly headers?: Readonly<Record<string, string>>
    /** Nothing can be asked of the ledger. */
    readonly ledgerDown?: boolean
    /** The message with which the shop's own functions fail. */
    readonly hookThrows?: string
    /** What was heard of the ledger's first entry before the request. */
    readonly invoiceState?: PaymentState
  }
}

const MEMBERS = 'method path headers body bodyHex bodyRepeat ledgerDown hookThrows invoiceState'.split(' ')

const PATHS: ReadonlyMap<string, string> = new Map([['create', '/session']])

/** The methods that no Request can have. The adapter for node:http answers them before any route. */
const WITHOUT_REQUEST = ['TRACE', 'TRACK', 'CONNECT']

/** A whole request and what is answered, with the states, effects and flags that are left behind. */
export async function httpCase(
  { handler, request, ...input }: HttpInput,
  definitions: Definitions
): Promise<Outcome> {
  const unknown = Object.keys(request).find((name) => !MEMBERS.includes(name))
  if (unknown !== undefined) throw new Error(`a request knows nothing of ${unknown}`)
  const { method, headers = {}, path = PATHS.get(handler) ?? `/${handler}`, invoiceState } = request
  const { ledgerDown, hookThrows } = request
  const setting = settingOf(input, definitions)
  const stage = await setStage({
    ...setting,
    ...(ledgerDown !== undefined && { ledgerDown }),
    ...(hookThrows !== undefined && { hookThrows })
  })
  const [first] = setting.invoices
  if (invoiceState && first) await hear(stage, first.pmNo, invoiceState)
  const body = ['GET', 'HEAD'].includes(method) ? undefined : bytesOf(request)
  const answer = WITHOUT_REQUEST.includes(method)
    ? new Response(null, { status: 400 })
    : await stage.fetch(path.replaceAll('$TOKEN', stage.token), { ...post(headers, body), method })
  const text = await answer.text()
  const states = setting.invoices.map(async ({ pmNo }) => [pmNo, await stage.stateOf(pmNo)] as const)
  return {
    status: answer.status,
    headersInclude: Object.fromEntries(answer.headers),
    body: text,
    bodyNotContains: text,
    json: jsonOf(text),
    jsonHas: jsonOf(text),
    state: Object.fromEntries(await Promise.all(states)),
    effects: await stage.effects(),
    flags: await stage.flags()
  }
}

async function hear({ account, store }: Stage, paymentNo: string, state: PaymentState): Promise<void> {
  const attempt = await store.findAttempt(account.checkoutId, account.mode, paymentNo)
  if (!attempt) throw new Error(`no attempt ${paymentNo}`)
  await store.transaction(orderKeyOf(attempt), (transaction) =>
    transaction.putInvoice({
      paymentNo,
      invoiceId: '77700001',
      state,
      reason: state === 'failed' ? 'declined' : null,
      awaiting: false,
      flags: [],
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
