import { z } from 'zod'
import { PRODUCT_IDS } from './catalogue.js'
import { customerCookie, customerOf, newCustomer } from './customer.js'
import type { Orders } from './orders.js'

const BODY_BYTES = 4096

/** Products and how many of each. A price, or anything else beside them, is refused and not ignored. */
const request = z.strictObject({
  items: z
    .partialRecord(z.enum(PRODUCT_IDS), z.int().min(1).max(9))
    .refine((items) => Object.keys(items).length > 0)
})

/**
 * `POST /orders` with `{"items": {"linden-honey": 2}}`: freezes an order at today's prices for this guest, and answers
 * 201 with its id. Only the shop's own pages may place orders: with a JSON body a browser asks before it sends
 * another site's request, and in any case it says whose request it is.
 */
export async function placeOrder(incoming: Request, orders: Orders, shopUrl: string): Promise<Response> {
  if (incoming.headers.get('origin') !== shopUrl) return refuse(403, 'forbidden-origin')
  if (incoming.headers.get('content-type') !== 'application/json')
    return refuse(415, 'unsupported-media-type')
  const body = request.safeParse(await readJson(incoming))
  if (!body.success) return refuse(400, 'bad-request')

  const customer = customerOf(incoming) ?? newCustomer()
  const { id } = orders.place(customer, body.data.items)
  return Response.json({ id }, { status: 201, headers: { 'set-cookie': customerCookie(customer, shopUrl) } })
}

const refuse = (status: number, error: string) => Response.json({ error }, { status })

/** The body's JSON; undefined where it is none, longer than any order, or not all of it came. */
async function readJson({ body }: Request): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength
      if (length > BODY_BYTES) return undefined
      chunks.push(chunk)
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}
