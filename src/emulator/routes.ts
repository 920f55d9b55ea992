import { API_PATH } from './api/api-routes.js'
import { readFields } from './form-fields.js'
import { isOutcome, type Invoice } from './invoice.js'
import { endPage } from './pages/end-page.js'
import { STYLESHEET } from './pages/layout.js'
import { listPage } from './pages/list-page.js'
import { paywayPage } from './pages/payway-page.js'
import { refusalPage } from './pages/refusal-page.js'
import { postingPage } from './pages/return-page.js'
import { STYLES } from './pages/styles.js'
import { textsFor, type Texts } from './pages/texts.js'
import { isExpired, latestInvoice, paidInvoice, type Payment } from './payment.js'
import type { PaymentBook } from './payment-book.js'
import { Refusal } from './refusal.js'
import { checkRequest } from './request-check.js'
import { returnOf } from './return.js'
import { withQuery } from './send.js'
import type { CabinetPayway, Cabinet } from './settings.js'

/**
 * The payer's side of the gateway:
 *
 *     /                           takes the shop's form, by GET or POST
 *     /payment/<id>               lists the payways; POST chooses one
 *     /payment/<id>/<payway>      the payway's page; POST chooses how it ends
 *     /v1/…                       the REST API, for the shop's server
 *
 * Each POST ends in a redirect or can be repeated without a second effect, so reloading is harmless.
 */
export function createRoutes(
  cabinet: Cabinet,
  book: PaymentBook,
  api: (request: Request) => Promise<Response>
): (request: Request) => Promise<Response> {
  const route = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith(API_PATH)) return api(request)
    checkMethod(request)
    if (pathname === '/') return takeForm(request)
    if (pathname === STYLESHEET)
      return new Response(STYLES, { headers: { 'content-type': 'text/css; charset=utf-8' } })
    const [, root, id = '', alias, ...rest] = pathname.split('/')
    const payment = root === 'payment' && rest.length === 0 ? book.find(id) : undefined
    if (!payment) throw unknownPage(pathname)
    if (alias === undefined) return takePayway(request, payment)
    const payway = payment.request.payways.find((one) => one.alias === alias)
    if (!payway) throw unknownPage(pathname)
    return takeOutcome(request, payment, payway)
  }

  const takeForm = async (request: Request) => {
    const checked = checkRequest(cabinet, await readFields(request))
    const payment = book.accept(checked)
    return checked.payway ? enter(payment, checked.payway.alias) : seeOther(`/payment/${payment.id}`)
  }

  const takePayway = async (request: Request, payment: Payment) => {
    const texts = textsFor(payment.request.locale, request)
    if (request.method === 'GET') {
      const paid = paidInvoice(payment)
      return paid ? showEnd(payment, paid, texts) : listPage(cabinet, payment, texts)
    }
    const chosen = (await readFields(request)).get('payway')
    const payway = payment.request.payways.find(({ alias }) => alias === chosen)
    if (!payway) throw badChoice('payway', chosen)
    return enter(payment, payway.alias)
  }

  const enter = (payment: Payment, alias: string) => {
    book.openInvoice(payment.id, alias)
    return seeOther(`/payment/${payment.id}/${alias}`)
  }

  const takeOutcome = async (request: Request, payment: Payment, payway: CabinetPayway) => {
    const texts = textsFor(payment.request.locale, request)
    const invoice = paidInvoice(payment) ?? latestInvoice(payment, payway.alias)
    if (!invoice) throw unknownPage(new URL(request.url).pathname)
    if (request.method === 'GET') {
      const isOver = invoice.state === 'success' || isExpired(payment, Date.now())
      return isOver ? showEnd(payment, invoice, texts) : paywayPage(cabinet, payment, payway, invoice, texts)
    }
    const chosen = (await readFields(request)).get('outcome')
    if (!isOutcome(chosen)) throw badChoice('outcome', chosen)
    return leave(book.choose(payment.id, payway.alias, chosen), payway.alias, texts)
  }

  const leave = (payment: Payment, alias: string, texts: Texts) => {
    const invoice = paidInvoice(payment) ?? latestInvoice(payment, alias)
    if (!invoice) throw unknownPage(`/payment/${payment.id}/${alias}`)
    const back = returnOf(cabinet, payment, invoice)
    if (!back) return endPage(cabinet, payment, invoice, null, texts)
    return back.address.method === 'get'
      ? seeOther(withQuery(back.address.url, Object.entries(back.fields)))
      : postingPage(back, texts)
  }

  const showEnd = (payment: Payment, invoice: Invoice, texts: Texts) =>
    endPage(cabinet, payment, invoice, returnOf(cabinet, payment, invoice), texts)

  return async (request) => {
    try {
      return await route(request)
    } catch (error) {
      if (error instanceof Refusal) return refusalPage(error)
      throw error
    }
  }
}

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } })

function checkMethod({ method }: Request): void {
  if (method === 'GET' || method === 'POST') return
  throw new Refusal('method-not-allowed', { found: method, expected: 'GET or POST' })
}

const unknownPage = (pathname: string) =>
  new Refusal('unknown-page', {
    found: pathname,
    expected: 'a form at /, or the page of a payment that was opened since the emulator was started'
  })

const badChoice = (name: string, found: string | undefined) =>
  new Refusal('bad-field', { found: `${name} = ${found ?? ''}`, expected: 'one of the buttons of the page' })
