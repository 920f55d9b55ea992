import { z } from 'zod'
import { id, textOrNull, written } from './text.js'

/** A purse. Source: the answer that forum.interkassa.com prints. */
export const purseSchema = z.object({
  id,
  accountId: textOrNull,
  type: textOrNull,
  name: textOrNull,
  status: written,
  balance: written,
  frozen: written
})

/** A purse of the account. `balance` and `frozen` are decimal text. */
export type ApiPurse = Readonly<z.output<typeof purseSchema>>
