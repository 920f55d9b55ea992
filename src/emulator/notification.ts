import { FIELDS, TEST_PAYWAY } from '../protocol/index.js'
import { sign } from '../server/signing/signature.js'
import { pricesOf } from './fee.js'
import type { Invoice } from './invoice.js'
import type { CheckoutRequest } from './request-check.js'
import type { Cabinet } from './settings.js'

/** Fields by wire name, in the order in which they are sent. */
export type SentFields = Readonly<Record<string, string>>

/**
 * What the gateway tells the shop of an invoice, signed: with the test key for the test payway, with the secret key for
 * every other. Names, order and shapes (the empty transaction id, four decimals of what is credited, two of what is
 * paid) are those of the capture of 2015 in yfix/yf and of the log of 2019 in CMSInterkassa/PrestaShop.
 */
export function buildNotification(cabinet: Cabinet, request: CheckoutRequest, invoice: Invoice): SentFields {
  const fields = invoiceFields(cabinet, request, invoice)
  return signFields(fields, keyFor(cabinet, fields), cabinet.algorithm)
}

/** The key with which the gateway signs what it says of this payway. */
export function keyFor({ secretKey, testSecretKey }: Cabinet, fields: SentFields): string {
  return fields[FIELDS.payway.wire] === TEST_PAYWAY ? testSecretKey : secretKey
}

/** The fields with their signature behind them. */
export function signFields(fields: SentFields, key: string, algorithm: Cabinet['algorithm']): SentFields {
  return { ...fields, [FIELDS.sign.wire]: sign(fields, key, algorithm) }
}

const SHORT: readonly string[] = [
  FIELDS.checkoutId.wire,
  FIELDS.invoiceId.wire,
  FIELDS.invoiceState.wire,
  FIELDS.paymentNo.wire
]

const NEVER_RETURNED: readonly string[] = [FIELDS.purseId.wire, FIELDS.transactionId.wire]

/**
 * What the browser brings back: never signed. Full as in the capture of 2015, or the four fields of 2019
 * (hiqdev/omnipay-interkassa issue 5).
 */
export function returnFields(cabinet: Cabinet, request: CheckoutRequest, invoice: Invoice): SentFields {
  const isReturned = (name: string) =>
    cabinet.returnFields === 'short'
      ? SHORT.includes(name)
      : !NEVER_RETURNED.includes(name) && !name.startsWith('_')
  const fields = Object.entries(invoiceFields(cabinet, request, invoice))
  return Object.fromEntries(fields.filter(([name]) => isReturned(name)))
}

function invoiceFields(cabinet: Cabinet, request: CheckoutRequest, invoice: Invoice): SentFields {
  const { price, credited } = pricesOf(request.amount, cabinet.fee)
  return {
    [FIELDS.checkoutId.wire]: cabinet.checkoutId,
    [FIELDS.purseId.wire]: cabinet.purseId,
    [FIELDS.invoiceId.wire]: invoice.id,
    [FIELDS.invoiceState.wire]: invoice.state,
    [FIELDS.invoiceCreated.wire]: timeText(invoice.createdAt),
    [FIELDS.invoiceProcessed.wire]: invoice.processedAt === null ? '' : timeText(invoice.processedAt),
    [FIELDS.transactionId.wire]: '',
    [FIELDS.paymentNo.wire]: request.paymentNo,
    [FIELDS.payway.wire]: invoice.payway,
    [FIELDS.amount.wire]: request.amount,
    [FIELDS.credited.wire]: credited,
    [FIELDS.paywayPrice.wire]: price,
    [FIELDS.currency.wire]: request.currency,
    [FIELDS.description.wire]: request.description,
    ...Object.fromEntries(request.echo)
  }
}

/** `2015-01-23 11:20:09`. The gateway writes no zone and no source names it; here it is UTC. */
export const timeText = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ')
