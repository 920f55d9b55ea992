import { compareAmounts, isAmount } from '../../protocol/index.js'
import type { EmulatedBook } from './emulated-book.js'
import { ApiError } from './api-answer.js'

/** What was given back of each invoice. An invoice is given back once, whole or in part. */
export interface Refunds {
  readonly isRefunded: (invoiceId: string) => boolean
  readonly take: (form: ReadonlyMap<string, string>) => unknown
}

export function createRefunds({ find }: EmulatedBook): Refunds {
  const refunded = new Map<string, string>()
  return {
    isRefunded: (invoiceId) => refunded.has(invoiceId),
    take: (form) => {
      const [id, amount] = ['id', 'amount'].map((name) => {
        const value = form.get(name)
        if (!value) throw new ApiError('parameter-not-set', `Parameter ${name} is not set`)
        return value
      }) as [string, string]
      const found = find(id)
      if (!found) throw new ApiError('parameter-invalid', 'Parameter id is invalid')
      if (!isAmount(amount)) throw new ApiError('bad-format', 'Parameter amount has a wrong format')
      if (found.invoice.state !== 'success' || refunded.has(id)) {
        throw new ApiError('operation-forbidden', 'Operation is forbidden for this payment')
      }
      if (compareAmounts(amount, found.payment.request.amount) > 0) {
        throw new ApiError('balance-too-small', 'The amount is larger than the payment')
      }
      refunded.set(id, amount)
      return { id, amount: Number(amount), merchantOrderId: form.get('merchantOrderId') ?? '' }
    }
  }
}
