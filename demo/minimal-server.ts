import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createSession, verifyNotification, type Account, type Attempt } from '../src/server/index.js'

/** The least that sells: two functions and node:http. Its books are in memory; a shop has a database for them. */
export function minimalServer(account: Account, gateway: string, script: string, paid: Set<string>): Server {
  const payways = [{ id: 'privat24_merchant_uah' }]
  const attempts = new Map<string, Attempt>()
  const issued = new Set<string>()
  const seen = new Set<string>()

  function sell(): string {
    const paymentNo = `tea-${attempts.size + 1}`
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const price = { amount: '165.00', currency: 'UAH', description: 'Meadow tea' }
    const attempt: Attempt = { paymentNo, ...price, expiresAt, lifetime: 3600 }
    const { session, fingerprints } = createSession(account, attempt, payways, { gateway })
    for (const fingerprint of fingerprints) issued.add(fingerprint)
    attempts.set(paymentNo, attempt)
    const json = `<script type="application/json">${JSON.stringify(session).replaceAll('<', '\\u003c')}</script>`
    const element = `<interkassa-checkout gateway="${gateway}">${json}</interkassa-checkout>`
    return `<!doctype html><title>Tea</title><script src="${script}" defer></script>${element}`
  }

  async function hear(request: IncomingMessage): Promise<void> {
    const body = Buffer.concat(await request.toArray())
    const attempt = (paymentNo: string) => attempts.get(paymentNo) ?? null
    const heard = await verifyNotification(account, body, { attempt, issued: (form) => issued.has(form) })
    if (seen.has(heard.fingerprint)) return // repeated, or read another way: neither says anything new
    seen.add(heard.fingerprint)
    if (heard.verdict === 'apply' && heard.notification.state === 'paid')
      paid.add(heard.notification.paymentNo)
  }

  return createServer((request, response) => {
    const refuse = () => response.writeHead(400).end()
    if (request.url === '/notify') hear(request).then(() => response.end('OK'), refuse)
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(sell())
  })
}
