import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { Mode, UrlSource } from '../../src/server/index.js'
import { sqliteLedger } from '../../src/server/ledger/sqlite/index.js'
import { customerOf } from './customer.js'
import { readFiles, sendFile } from './files.js'
import { securityHeaders } from './headers.js'
import type { Keys } from './keys.js'
import { openOrders, type PlacedOrder } from './orders.js'
import { createPages } from './pages.js'
import { createPayments } from './payments.js'
import { placeOrder } from './place-order.js'

export interface ShopOptions {
  /** The shop's origin, as browsers and the gateway reach it. */
  readonly url: string
  readonly gateway: string
  readonly keys: Keys
  readonly mode: Mode
  readonly urls: UrlSource
  /** Where orders and payments are kept. */
  readonly dataDir: string
}

export interface Shop {
  /** Answers every request. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>
  close(): Promise<void>
}

const BUILT_PAGES = fileURLToPath(new URL('../.dist/', import.meta.url))
const ART = fileURLToPath(new URL('../art/', import.meta.url))
const SCRIPT_TAG = fileURLToPath(new URL('../../dist/cdn/', import.meta.url))

/** The merchant's server: pages, orders, and the checkout below `/interkassa`. */
export function createShop({ url, gateway, keys, mode, urls, dataDir }: ShopOptions): Shop {
  const orders = openOrders(join(dataDir, 'orders.db'), mode)
  const ledger = sqliteLedger(join(dataDir, 'payments.db'))
  const payments = createPayments({ shopUrl: url, keys, mode, ledger, orders, gateway, urls })
  const pages = createPages({ shopUrl: url, gateway, folder: BUILT_PAGES, integrity: readIntegrity() })
  const files = new Map([
    ...readFiles('/assets', join(BUILT_PAGES, 'assets'), 'hashed'),
    ...readFiles('/art', ART, 'plain'),
    ...readFiles('/cdn', SCRIPT_TAG, 'plain'),
    ...readFiles('/cdn/locales', join(SCRIPT_TAG, 'locales'), 'plain')
  ])
  const headers = Object.entries(securityHeaders(gateway))

  function answer(request: Request, path: string): Response | Promise<Response> {
    if (path === '/orders' && request.method === 'POST') return placeOrder(request, orders, url)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
    }
    const file = files.get(path)
    return file ? sendFile(file, request) : (show(request, path) ?? pages.notFound(request))
  }

  function show(request: Request, path: string): Response | null {
    const order = orderOf(request)
    switch (path) {
      case '/':
        return pages.shop(request)
      case '/checkout':
        return order && pages.checkout(request, order)
      case '/thanks':
        return pages.thanks(request, order)
      case '/script-tag':
        return order && pages.scriptTag(request, order)
      case '/gallery':
        return pages.gallery()
      default:
        return null
    }
  }

  function orderOf(request: Request): PlacedOrder | null {
    const id = new URL(request.url).searchParams.get('order')
    const customer = customerOf(request)
    return id === null || customer === null ? null : orders.find(id, customer)
  }

  return {
    async fetch(request) {
      const { pathname } = new URL(request.url)
      // the checkout's answers bring headers of their own
      if (pathname.startsWith('/interkassa/')) return payments.fetch(request)
      try {
        const response = await answer(request, pathname)
        for (const [name, value] of headers)
          if (!response.headers.has(name)) response.headers.set(name, value)
        return response
      } catch (error) {
        console.error(`${request.method} ${pathname} failed`, error)
        return new Response(null, { status: 500 })
      }
    },
    async close() {
      await payments.close()
      await ledger.close()
      orders.close()
    }
  }
}

/** The hashes that `npm run build` has written beside the files for script tags, by their names; none where it was not run. */
function readIntegrity(): ReadonlyMap<string, string> {
  const file = join(SCRIPT_TAG, 'integrity.json')
  if (!existsSync(file)) return new Map()
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>))
}
