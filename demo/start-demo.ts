import { mkdirSync } from 'node:fs'
import type { Emulator, EmulatorSettings } from '../src/emulator/index.js'
import { toNodeHandler } from '../src/server/hosts/node.js'
import type { Mode, UrlSource } from '../src/server/index.js'
import { createGateway } from './server/gateway.js'
import { readKeys } from './server/keys.js'
import { listen } from './server/listen.js'
import { createShop } from './server/shop.js'

export interface DemoOptions {
  /** Where the keys, the orders and the payments are kept; made if it is not there. */
  readonly dataDir: string
  /** The shop's port; a free one unless said otherwise. */
  readonly port?: number
  /** The local gateway's port; a free one unless said otherwise. */
  readonly gatewayPort?: number
  /** `live` unless said otherwise. */
  readonly mode?: Mode
  /** Whether the gateway finds the shop's addresses in each request, as by default, or in its cabinet. */
  readonly urls?: UrlSource
  /** What is to stand in the gateway's cabinet instead. */
  readonly gatewaySettings?: Partial<EmulatorSettings>
}

/** The shop and its gateway, running. */
export interface Demo {
  readonly url: string
  readonly gatewayUrl: string
  readonly emulator: Emulator
  /** Stops the shop and starts it again on what it has kept, as an update does. The gateway goes on meanwhile. */
  restartShop(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the shop and a local gateway in this process. They are two sites for the browser, as they are in real life:
 * the shop is `localhost` and the gateway `127.0.0.1`, so neither sees the other's cookies.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const {
    dataDir,
    port = 0,
    gatewayPort = 0,
    mode = 'live',
    urls = 'request',
    gatewaySettings = {}
  } = options
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const keys = readKeys(dataDir)

  const server = await listen(port)
  const url = `http://localhost:${server.port}`
  const emulator = createGateway({ shopUrl: url, keys, mode, urls, settings: gatewaySettings })
  const gateway = await emulator.listen({ port: gatewayPort })

  const openShop = () => {
    const opened = createShop({ url, gateway: gateway.url, keys, mode, urls, dataDir })
    server.use(toNodeHandler(opened.fetch))
    return opened
  }
  let shop = openShop()

  return {
    url,
    gatewayUrl: gateway.url,
    emulator,
    async restartShop() {
      server.use(null)
      await shop.close()
      shop = openShop()
    },
    async close() {
      await gateway.close()
      await server.close()
      await shop.close()
    }
  }
}
