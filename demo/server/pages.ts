import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderCheckoutForm } from '../../src/server/index.js'
import type { Language } from '../languages.js'
import { writeCookie } from './cookies.js'
import { securityHeaders } from './headers.js'
import { fill, Html } from './html.js'
import { chosenLanguage, footer, header, LANGUAGE_COOKIE, languageOf } from './layout.js'
import type { PlacedOrder } from './orders.js'
import { PAYWAYS } from './payways.js'
import { orderSummary, productCards } from './products.js'
import { TEXTS } from './texts.js'

export interface Pages {
  shop(request: Request): Response
  checkout(request: Request, order: PlacedOrder): Response
  /** The payer is back; without an order where the return did not say which, or came into another browser. */
  thanks(request: Request, order: PlacedOrder | null): Response
  /** The checkout page with the script tag; null where the script has not been built. */
  scriptTag(request: Request, order: PlacedOrder): Response | null
  /** Everything that the checkout can show. */
  gallery(): Response
  notFound(request: Request): Response
}

export interface PageOptions {
  readonly shopUrl: string
  readonly gateway: string
  /** Where the built pages are. */
  readonly folder: string
  /** The hashes of the files for script tags, by their names; none where they are not built. */
  readonly integrity: ReadonlyMap<string, string>
}

/** The shop's pages, as they were built, with the words and the order of whoever asks. */
export function createPages({ shopUrl, gateway, folder, integrity }: PageOptions): Pages {
  const read = (name: string) => readPage(join(folder, name))
  const shop = read('index.html')
  const checkout = read('demo/checkout.html')
  const thanks = read('demo/thanks.html')
  // without an order to name, the element goes by what it remembers of its departure
  const thanksWithoutOrder = thanks.replace(' order-id="{{orderId}}"', '')
  const scriptTag = read('demo/script-tag.html')
  const gallery = read('demo/gallery.html')
  // which also shows what becomes of the checkout in a frame of another site: of itself, by this machine's other name
  const names = ['localhost', '127.0.0.1'].map((name) => `http://${name}:${new URL(shopUrl).port}`)
  const galleryHeaders = {
    ...securityHeaders(gateway, names.join(' ')),
    'content-type': 'text/html; charset=utf-8'
  }
  const notFound = read('demo/not-found.html')

  function show(
    request: Request,
    page: string,
    { order = null, status = 200 }: { order?: PlacedOrder | null; status?: number } = {}
  ): Response {
    const language = languageOf(request)
    const texts = TEXTS[language]
    const chosen = chosenLanguage(request)
    const values: Record<string, string | Html | readonly Html[]> = {
      ...texts,
      language,
      header: header(request, language, texts),
      footer: footer(texts),
      products: productCards(language, texts),
      summary: order ? orderSummary(order, language, texts) : '',
      plainForm: order ? plainForm(order, language) : '',
      orderId: order?.id ?? '',
      gateway,
      integrity: integrity.get('interkassa-checkout.js') ?? '',
      ukrainianIntegrity: integrity.get('locales/uk.js') ?? ''
    }
    return new Response(fill(page, values), {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'private, no-cache',
        ...(chosen && { 'set-cookie': writeCookie(LANGUAGE_COOKIE, chosen, shopUrl) })
      }
    })
  }

  return {
    shop: (request) => show(request, shop),
    checkout: (request, order) => show(request, checkout, { order }),
    thanks: (request, order) => show(request, order ? thanks : thanksWithoutOrder, { order }),
    scriptTag: (request, order) => (integrity.size === 0 ? null : show(request, scriptTag, { order })),
    gallery: () => new Response(gallery, { headers: galleryHeaders }),
    notFound: (request) => show(request, notFound, { status: 404 })
  }
}

/** What payers without JavaScript choose from. */
function plainForm({ id }: PlacedOrder, lang: Language): Html {
  return new Html(renderCheckoutForm({ src: '/interkassa', orderId: id, payways: PAYWAYS, lang }))
}

function readPage(file: string): string {
  if (!existsSync(file)) throw new Error(`${file} is missing: build the pages first, as npm start does`)
  return readFileSync(file, 'utf8')
}
