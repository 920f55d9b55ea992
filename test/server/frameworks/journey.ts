import assert from 'node:assert/strict'
import type { CheckoutSession } from '../../../src/protocol/index.js'
import { attemptOf, FORM, notification, SHOP } from '../fixtures.js'

/** Sends a request to a path below a checkout's base URL, wherever that is served. */
export type Send = (path: string, init?: RequestInit & { body?: string }) => Promise<Response>

/** Asks for the session of the order `A-1001`, as the element does. */
export const askSession = (send: Send, body = '{"orderId":"A-1001"}') =>
  send('/session', { method: 'POST', headers: { 'content-type': 'application/json', origin: SHOP }, body })

/** Posts a notification, as the gateway does. */
export const notify = (send: Send, body: string) =>
  send('/notify', { method: 'POST', headers: { 'content-type': FORM }, body })

/** Pays the order `A-1001` and sees it paid; on the way a doubled name, which a parsed object would hide, is refused. */
export async function payTheWholeWay(send: Send): Promise<void> {
  const asked = await askSession(send)
  assert.equal(asked.status, 200)
  const session = (await asked.json()) as CheckoutSession
  const token = session.statusToken ?? ''
  const left = await send(`/leave?t=${token}`, { method: 'POST' })
  assert.equal(left.status, 204)

  const body = notification(attemptOf(session), { ik_desc: 'Чай “Ґанок” + 1 %' })
  assert.equal((await notify(send, `${body}&ik_am=1.00`)).status, 400)
  assert.equal((await notify(send, body)).status, 200)
  const status = await send(`/status?t=${token}`)
  assert.equal(((await status.json()) as { state: string }).state, 'paid')
  assert.equal(status.headers.get('cache-control'), 'no-store')
  assert.equal((await askSession(send)).status, 409)

  const returned = await send(`/return/success/${token}?ik_inv_st=success`, { redirect: 'manual' })
  assert.equal(returned.status, 303)
  assert.ok(returned.headers.get('location')?.endsWith(`#interkassa=${token}`))
}

/** Sends more than the checkout reads. */
export async function sendTooMuch(send: Send): Promise<void> {
  const answer = await notify(send, `ik_desc=${'a'.repeat(16 * 1024)}`)
  assert.deepEqual([answer.status, await answer.json()], [413, { error: 'body-too-large' }])
  const order = await askSession(send, JSON.stringify({ orderId: 'A'.repeat(16 * 1024) }))
  assert.equal(order.status, 413)
}

/** Posts to either route what somebody else has read before. */
export async function seeRefusedByName(send: Send): Promise<void> {
  for (const answer of [await notify(send, 'ik_sign=A'), await askSession(send)]) {
    assert.deepEqual([answer.status, await answer.json()], [500, { error: 'body-already-read' }])
  }
}

/** Sends to a server. */
export const sendTo =
  (address: string): Send =>
  (path, init) =>
    fetch(address + path, init)
