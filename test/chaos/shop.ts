import { setTimeout } from 'node:timers/promises'
import type { CheckoutSession } from '../../src/protocol/index.js'
import { attemptOf, FORM, notification, SHOP, type Fields } from '../server/fixtures.js'
import type { Server } from './server.js'

/** An attempt whose payer has been given the signed forms. */
export interface Opened {
  readonly orderId: string
  readonly session: CheckoutSession
}

/** Asks for a session, as the element does, which asks again where the answer is 503. */
export async function open(server: Server, orderId: string, tries = 20): Promise<Opened> {
  const headers = { 'content-type': 'application/json', origin: SHOP }
  const { status, body } = await server.post('/session', JSON.stringify({ orderId }), headers)
  if (status === 503 && tries > 1) {
    await setTimeout(500)
    return open(server, orderId, tries - 1)
  }
  if (status !== 200) throw new Error(`no session for ${orderId} but ${status}: ${body}`)
  return { orderId, session: JSON.parse(body) as CheckoutSession }
}

/** Says that the payer is on the way to the gateway, so that the order's next session opens another attempt. */
export async function leave(server: Server, { session }: Opened): Promise<void> {
  await server.post(`/leave?t=${session.statusToken ?? ''}`, '', {})
}

let invoices = 0

/** A new number of the gateway's for an invoice. */
export const invoiceId = () => `${770_000_000 + ++invoices}`

/** What the gateway says of an attempt: a genuine, signed message. */
export function word({ session }: Opened, state: string, invoice: string, more: Fields = {}): string {
  return notification(attemptOf(session), { ik_inv_id: invoice, ik_inv_st: state, ...more })
}

/** Posts a message as the gateway does, and gives the status, 0 where nobody has answered. */
export async function notify(server: Server, body: string): Promise<number> {
  return (await server.post('/notify', body, { 'content-type': FORM })).status
}

/** What the holder of the attempt's token is told. */
export async function stateOf(server: Server, { session }: Opened): Promise<unknown> {
  const { body } = await server.get(`/status?t=${session.statusToken ?? ''}`)
  return (JSON.parse(body) as { state?: unknown }).state
}
