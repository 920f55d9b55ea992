import { z } from 'zod'
import { id, textOrNull } from './text.js'

/** A checkout. Of its members only `paysystemInputPayways`, aliases by payway id, is in a public source (yfix/yf). */
export const checkoutSchema = z
  .object({
    id: id.optional(),
    _id: id.optional(),
    name: textOrNull,
    nm: textOrNull,
    paysystemInputPayways: z.record(z.string(), z.string()).catch({})
  })
  .transform((item, context) => {
    const known = item.id ?? item._id
    if (known !== undefined) {
      return { id: known, name: item.name ?? item.nm, payways: item.paysystemInputPayways }
    }
    context.addIssue('expected an id')
    return z.NEVER
  })

/** A checkout of the account. `payways` holds the aliases of its payways by their ids. */
export type ApiCheckout = Readonly<z.output<typeof checkoutSchema>>
