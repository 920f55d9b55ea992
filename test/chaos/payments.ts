import assert from 'node:assert/strict'
import { rounds } from './rounds.js'
import type { Server } from './server.js'
import { invoiceId, notify, open, word, type Opened } from './shop.js'

/** An attempt that was paid, and the gateway's word for it. */
export interface Payment {
  readonly opened: Opened
  readonly success: string
}

export const orderIdsOf = (payments: readonly Payment[]) => payments.map(({ opened }) => opened.orderId)

/** Opens so many orders, each to be paid once. */
export function openPayments(server: Server, count: number, name = 'A'): Promise<Payment[]> {
  return rounds(count, 8, async (index) => {
    const opened = await open(server, `${name}-${index}`)
    return { opened, success: word(opened, 'success', invoiceId()) }
  })
}

/**
 * Reports payments, several at once, and gives those that were not acknowledged. Every answer is 200, 503, or none where
 * the server died over it.
 */
export async function report(server: Server, payments: readonly Payment[], atOnce = 8): Promise<Payment[]> {
  const statuses = await rounds(payments.length, atOnce, (index) =>
    notify(server, payments[index]?.success ?? '')
  )
  assert.deepEqual(
    statuses.filter((status) => ![0, 200, 503].includes(status)),
    []
  )
  return payments.filter((_, index) => statuses[index] !== 200)
}
