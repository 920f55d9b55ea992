import { createApi, InterkassaError, type ApiInvoice, type InterkassaApi } from '../../src/api/index.js'
import { orderKeyOf } from '../../src/server/judging/record-message.js'
import type { AttemptRecord } from '../../src/server/ledger/ledger.js'
import { judgeInvoice } from '../../src/server/looking-up/judge-invoice.js'
import { createReconciler } from '../../src/server/looking-up/reconcile.js'
import { entryOf, settingOf, type Outcome, type SettingInput } from './case.js'
import { setStage, type Definitions, type Stage } from './stage.js'

interface ReconcileInput {
  readonly config: SettingInput['config']
  readonly invoice: SettingInput['ledger'][number]
  /** What the gateway's API tells of an invoice. */
  readonly item: unknown
}

/**
 * An attempt is due, and the gateway's list holds the item. What came of it is read from the ledger and from what the shop was
 * told; why nothing came of it, from the judge, who is asked about the item by itself.
 */
export async function reconcileCase(
  { config, invoice, item }: ReconcileInput,
  definitions: Definitions
): Promise<Outcome> {
  const stage = await setStage(settingOf({ config, ledger: [invoice] }, definitions))
  const attempt = await dueAttempt(stage, entryOf(definitions.invoices, invoice).pmNo)
  const api = apiThatTells(item)
  const reconciler = createReconciler({
    api,
    account: stage.account,
    ledger: stage.store,
    outbox: { kick: () => undefined },
    policy: 'prove',
    background: false
  })
  await reconciler.reconcile()
  await reconciler.close()

  const [flag] = await stage.flags()
  const state = await stage.stateOf(attempt.paymentNo)
  if (flag !== undefined && state !== 'paid') return { action: 'flag', why: flag }
  if (state !== 'created') return { action: state }
  const judged = judgeInvoice(stage.account, attempt, await readAlone(api), 'prove')
  return { action: 'none', ...(judged.kind === 'nothing' && { why: judged.why }) }
}

/** The stage's attempt, which is to be looked up now. */
async function dueAttempt({ store, account }: Stage, paymentNo: string): Promise<AttemptRecord> {
  const attempt = await store.findAttempt(account.checkoutId, account.mode, paymentNo)
  if (!attempt) throw new Error(`the stage has no ${paymentNo}`)
  const plan = { dueAt: 0, lastAt: null, answers: 0 }
  await store.transaction(orderKeyOf(attempt), (transaction) => transaction.planLookUp(paymentNo, plan))
  return attempt
}

/** A gateway that has one invoice, in its list and alone. */
function apiThatTells(item: unknown): InterkassaApi {
  const answer = (data: unknown) => Response.json({ status: 'ok', code: 0, message: 'Success', data })
  const fetch = (request: Request) =>
    Promise.resolve(answer(request.url.endsWith('/co-invoice/1') ? item : { 1: item }))
  return createApi({ apiUser: 'user', apiKey: 'key', accountId: null, retries: 0, fetch })
}

async function readAlone(api: InterkassaApi): Promise<ApiInvoice | null> {
  try {
    return await api.invoice('1')
  } catch (error) {
    if (error instanceof InterkassaError && error.code === 'api-bad-answer') return null
    throw error
  }
}
