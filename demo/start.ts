import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startDemo } from './start-demo.js'

/*
 * npm start                the shop, in live mode, and a local gateway
 * npm start -- --test      the same in test mode: only the test payway is offered
 * npm start -- --cabinet   the shop's addresses stand in the gateway's cabinet and not in each request
 * npm start -- --port 9000 the shop on 9000, the gateway on 9001
 */

const { values } = parseArgs({
  options: {
    test: { type: 'boolean', default: false },
    cabinet: { type: 'boolean', default: false },
    port: { type: 'string', default: process.env['PORT'] ?? '8080' },
    data: { type: 'string', default: fileURLToPath(new URL('.data/', import.meta.url)) }
  }
})

const port = Number(values.port)
const demo = await startDemo({
  port,
  gatewayPort: port && port + 1,
  dataDir: values.data,
  mode: values.test ? 'test' : 'live',
  urls: values.cabinet ? 'cabinet' : 'request'
}).catch(explain)

// Nothing is left to do after this, so the process ends by itself, and with exit code 0.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.close())

console.log(`
  The shop is open at      ${demo.url}
  Its local gateway is at  ${demo.gatewayUrl}

  Buy something. Stop with Ctrl-C.
`)

function explain(error: unknown): never {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
  console.error(`Port ${port} or ${port + 1} is taken. Choose another one: npm start -- --port 9000`)
  process.exit(1)
}
