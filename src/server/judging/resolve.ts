import { InterkassaError } from '../../protocol/index.js'
import type { Ledger, OrderRecords } from '../ledger/ledger.js'
import type { FlagKind } from '../ledger/outbox-event.js'
import { DECISIONS, type Resolution } from '../ledger/raised-flag.js'
import type { Account } from '../signing/account.js'
import { orderKeyOf } from './record-message.js'
import { flagsOf, settlementOf, type Flagged } from './resolve-flags.js'

/** A flag, and how it was settled. */
export interface SettledFlag extends Resolution {
  readonly invoiceId: string
  readonly kind: FlagKind
}

/**
 * What a decision has come to. `settled`: these flags were open and it has settled them. `settled-before`: somebody had
 * decided already, as these say, and nothing was changed. `nothing-flagged`: there is nothing to decide.
 */
export interface Resolved {
  readonly outcome: 'settled' | 'settled-before' | 'nothing-flagged'
  readonly flags: readonly SettledFlag[]
}

const LONGEST_NOTE = 1000

/**
 * Settles what was flagged, once, in one transaction of the order: of two who decide at the same time the second is told
 * what the first has decided, and a repetition changes nothing. When this resolves it is durable.
 *
 * @throws InterkassaError `unknown-invoice` where no attempt has this payment number; `bad-request` where the decision is
 *   none, or the note is no text of at most 1000 characters.
 */
export async function resolveFlagged(
  ledger: Ledger,
  { checkoutId, mode }: Account,
  flagged: Flagged,
  resolution: Resolution
): Promise<Resolved> {
  check(resolution)
  const attempt = await ledger.findAttempt(checkoutId, mode, flagged.paymentNo)
  if (!attempt) throw new InterkassaError('unknown-invoice', `no attempt is called ${flagged.paymentNo}`)
  // What came in the wrong mode was told and not recorded: there is nothing of it to be changed.
  if (attempt.mode !== mode) return { outcome: 'nothing-flagged', flags: [] }
  return ledger.transaction(orderKeyOf(attempt), async (transaction) => {
    const records = await transaction.read()
    const { invoices, events } = settlementOf(records, attempt, flagged, resolution)
    for (const invoice of invoices) await transaction.putInvoice(invoice)
    for (const event of events) await transaction.enqueue(event)

    const [open, settled] = flagsIn(records, flagged)
    if (open.length > 0)
      return { outcome: 'settled', flags: open.map((flag) => ({ ...flag, ...resolution })) }
    return { outcome: settled.length > 0 ? 'settled-before' : 'nothing-flagged', flags: settled }
  })
}

/** What is open of it, and what is settled. */
function flagsIn({ invoices }: OrderRecords, flagged: Flagged) {
  const open: Pick<SettledFlag, 'invoiceId' | 'kind'>[] = []
  const settled: SettledFlag[] = []
  for (const invoice of invoices) {
    for (const { kind, resolution } of flagsOf(invoice, flagged)) {
      const flag = { invoiceId: invoice.invoiceId, kind }
      if (resolution) settled.push({ ...flag, ...resolution })
      else open.push(flag)
    }
  }
  return [open, settled] as const
}

function check({ decision, note }: Resolution): void {
  if (!DECISIONS.includes(decision)) {
    throw new InterkassaError(
      'bad-request',
      `expected one of ${DECISIONS.join(', ')}, found ${JSON.stringify(decision)}`
    )
  }
  if (typeof note !== 'string' || note.length > LONGEST_NOTE) {
    throw new InterkassaError('bad-request', `expected a note of at most ${LONGEST_NOTE} characters`)
  }
}
