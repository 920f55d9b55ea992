import type { Errands } from '../errands.js'
import type { Misbehaviour } from '../faults.js'
import { readFields } from '../form-fields.js'
import type { PaymentBook } from '../payment-book.js'
import { Refusal } from '../refusal.js'
import type { Cabinet } from '../settings.js'
import { checkAccount, checkUser } from './api-access.js'
import { ApiError, errorAnswer, listOf, okAnswer } from './api-answer.js'
import { answerFault } from './api-faults.js'
import { currencyItems } from './api-items.js'
import { apiResources } from './api-resources.js'
import { bookOfInvoices } from './emulated-book.js'
import { createRefunds } from './refunds.js'

/** Where the API begins. */
export const API_PATH = '/v1/'

export interface ApiRoutesOptions {
  readonly cabinet: Cabinet
  readonly book: PaymentBook
  readonly errands: Errands
  readonly misbehaviour: Misbehaviour
}

/**
 * The REST API of the account: `/v1/account`, `/v1/checkout`, `/v1/purse`, `/v1/co-invoice` and
 * `/v1/paysystem-input-payway` with Basic auth, `/v1/currency` without, each also with an id behind it; and
 * `POST /v1/refund`.
 */
export function createApiRoutes(options: ApiRoutesOptions): (request: Request) => Promise<Response> {
  const { cabinet, book, errands, misbehaviour } = options
  const invoices = bookOfInvoices(book)
  const refunds = createRefunds(invoices)
  const resources = apiResources({ cabinet, invoices, refunds, misbehaviour })

  const answer = async (request: Request): Promise<unknown> => {
    const { pathname, searchParams } = new URL(request.url)
    const [name = '', id, ...rest] = pathname.slice(API_PATH.length).split('/').filter(Boolean)
    if (name === 'currency' && request.method === 'GET') return currencies(id)
    checkUser(cabinet, request)
    if (name === 'refund' && request.method === 'POST') {
      checkAccount(cabinet, request)
      return refunds.take(await readFields(request))
    }
    const resource = rest.length === 0 && request.method === 'GET' ? resources.get(name) : undefined
    if (!resource) throw new ApiError('operation-forbidden', `No ${request.method} of ${pathname}`, 404)
    if (resource.isOwned) checkAccount(cabinet, request)
    const keyOf = (item: Readonly<Record<string, unknown>>) => String(item[resource.key])
    if (id === undefined) return listOf(resource.items(searchParams), keyOf)
    const item = resource.items(new URLSearchParams()).find((one) => keyOf(one) === id)
    if (!item) throw new ApiError('parameter-invalid', 'Parameter id is invalid')
    return item
  }

  const currencies = (code: string | undefined) => {
    const all = currencyItems(cabinet)
    if (code === undefined) return all
    if (!Object.hasOwn(all, code)) throw new ApiError('parameter-invalid', 'Parameter id is invalid')
    return { [code]: all[code] }
  }

  return async (request) => {
    const instead = await answerFault(misbehaviour, errands)
    if (instead) return instead
    try {
      return okAnswer(await answer(request))
    } catch (error) {
      if (error instanceof ApiError) return errorAnswer(error)
      if (error instanceof Refusal) return errorAnswer(new ApiError('bad-format', error.message))
      throw error
    }
  }
}
