import { z } from 'zod'
import { id, textOrNull, written } from './text.js'

/** A whole number, as a number or as its digits and nothing beside them; null for everything else. */
const state = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
  ])
  .nullable()
  .catch(null)

/**
 * An invoice of a checkout. Public readers know `id`, `coId`, `paymentNo`, `state`, `stateName`, `coAmount`,
 * `currencyCodeChar`, `created` and `processed`. `amount`, `currency` and `payway` are taken where they stand;
 * that they do, no source says. Ids and numbers of ours are text and nothing else: whoever compares them compares text.
 */
export const invoiceSchema = z
  .object({
    id,
    coId: textOrNull,
    paymentNo: textOrNull,
    state,
    stateName: textOrNull,
    amount: written,
    currency: written,
    currencyCodeChar: written,
    coAmount: written,
    payway: written,
    created: textOrNull,
    processed: textOrNull
  })
  .transform(({ coId, currency, currencyCodeChar, coAmount, ...item }) => ({
    ...item,
    checkoutId: coId,
    currency: currency?.toUpperCase() ?? null,
    /** What the checkout was credited with, or what was ordered: the sources do not tell the two apart. */
    credited: coAmount,
    creditedCurrency: currencyCodeChar?.toUpperCase() ?? null
  }))

/**
 * What the gateway says of one invoice. `state` is its number, null where it is none; `stateName` proves nothing.
 * Money is decimal text, or whatever else stood there; null is absent. Times carry no zone.
 */
export type ApiInvoice = Readonly<z.output<typeof invoiceSchema>>
