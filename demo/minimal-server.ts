import { createServer, type Server } from 'node:http'
import { createSession, InterkassaError, verifyNotification } from '../src/server/index.js'
import type { Account, Attempt } from '../src/server/index.js'

/** The least that sells: two functions and node:http. Its books are in memory; a shop keeps them on disk. */
export function minimalServer(account: Account, gateway: string, script: string, paid: Set<string>): Server {
  const tea = { amount: '165.00', currency: 'UAH', description: 'Meadow tea', lifetime: 3600 }
  const [attempts, issued, seen] = [new Map<string, Attempt>(), new Set<string>(), new Set<string>()]

  function sell(): string {
    const paymentNo = `tea-${attempts.size + 1}`
    const attempt = { ...tea, paymentNo, expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
    const signed = createSession(account, attempt, [{ id: 'privat24_merchant_uah' }], { gateway })
    for (const fingerprint of signed.fingerprints) issued.add(fingerprint)
    attempts.set(paymentNo, attempt)
    const json = JSON.stringify(signed.session).replaceAll('<', '\\u003c')
    return `<!doctype html><title>Tea</title><script src="${script}" defer></script><interkassa-checkout
      gateway="${gateway}"><script type="application/json">${json}</script></interkassa-checkout>`
  }

  async function hear(chunks: AsyncIterable<Buffer>): Promise<void> {
    let body = Buffer.alloc(0) // cut off at 16 KiB, and refused for its length
    for await (const chunk of chunks) if ((body = Buffer.concat([body, chunk])).length > 16_384) break
    const attempt = (paymentNo: string) => attempts.get(paymentNo) ?? null
    const told = await verifyNotification(account, body, { attempt, issued: (form) => issued.has(form) })
    if (seen.has(told.fingerprint)) return // repeated, or read another way: neither says anything new
    if (told.verdict === 'apply' && told.notification.state === 'paid') paid.add(told.notification.paymentNo)
    seen.add(told.fingerprint) // only now: where the line before fails, the gateway has to tell it again
  }

  return createServer((request, response) => {
    const end = (status: number) => response.writeHead(status).end()
    const refuse = (error: unknown) =>
      end(error instanceof InterkassaError ? (error.code === 'unknown-invoice' ? 404 : 400) : 503)
    if (request.url === '/notify') hear(request).then(() => response.end('OK'), refuse)
    else if (request.url?.split('?')[0] !== '/') end(404)
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(sell())
  })
}
