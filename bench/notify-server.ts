/** A server in a process of its own, whose processor time is asked for by its driver: `notify.ts`. */
import { hash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { expectationsOf, recordNotification } from '../src/server/hearing/record-notification.js'
import { verifyNotification } from '../src/server/hearing/verify-notification.js'
import { toNodeHandler } from '../src/server/hosts/node.js'
import { memoryLedger } from '../src/server/ledger/memory/index.js'
import { account, checkoutOver, openAttempts } from './shop.js'

const [kind = '', count = ''] = process.argv.slice(2)
const ledger = memoryLedger()
await openAttempts(ledger, Number(count))

/** Reads all there is and answers with what comes of it. */
const reading =
  (answer: (body: Buffer) => Promise<number> | number): RequestListener =>
  (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void Promise.resolve(answer(Buffer.concat(chunks))).then((status) => {
        response.writeHead(status, { 'content-type': 'text/plain' }).end('OK')
      })
    })
  }

const kinds: Readonly<Record<string, RequestListener>> = {
  route: (request, response) => void handle(request, response),
  // the same judgement and the same ledger, behind nothing
  bare: reading(async (body) => {
    const verified = await verifyNotification(account, body, expectationsOf(ledger, account))
    await recordNotification(ledger, account, verified, Date.now())
    return 200
  }),
  // not even parsed: the least from which anybody could tell that a message is forged
  hash: reading((body) => {
    hash('sha256', body, 'base64')
    return 400
  })
}
const handle = toNodeHandler(checkoutOver(ledger).fetch)

// what is refused is said once, which is no news here
console.warn = () => undefined
const server = createServer(kinds[kind]).listen(0, '127.0.0.1', () => process.send?.(server.address()))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.on('disconnect', () => process.exit())
