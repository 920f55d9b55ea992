import { PAGE_FIELDS as FIELDS } from './page-fields.js'
import { isObject, parseJson, type Json } from './json.js'
import { isAmount } from './money.js'
import type { PaymentStatus } from './schemas.js'
import { isMoment } from './session.js'
import { optional } from './shape.js'
import { FAILURE_REASONS } from './states.js'

/**
 * Reads the status route's answer, or gives null for anything that is not one: unknown is neither success nor
 * failure. Accepts exactly what `paymentStatusSchema` accepts.
 */
export function parsePaymentStatus(text: string): PaymentStatus | null {
  const value = parseJson(text)?.value
  return isObject(value) && isStatus(value) ? (value as unknown as PaymentStatus) : null
}

function isStatus({ state, reason, reference, orderId, receipt }: Json): boolean {
  if (!isNumber(reference) || !optional(isNumber)(orderId)) return false
  if (state !== 'failed' && reason !== undefined) return false
  if (state !== 'paid' && receipt !== undefined) return false
  switch (state) {
    case 'created':
    case 'pending':
      return true
    case 'failed':
      return reason === undefined || (FAILURE_REASONS as readonly unknown[]).includes(reason)
    case 'paid':
      return isObject(receipt) && isReceipt(receipt)
    default:
      return false
  }
}

const isNumber = FIELDS.paymentNo.holds

const isReceipt = ({ amount, currency, payway, time }: Json) =>
  isAmount(amount) &&
  FIELDS.currency.holds(currency) &&
  (payway === undefined || typeof payway === 'string') &&
  isMoment(time)
