import { z } from 'zod'
import { id, textOrNull } from './text.js'

/**
 * An account of the user. Source: CMSInterkassa/PrestaShop `interkassa.php`, and the answer that forum.interkassa.com
 * prints.
 */
export const accountSchema = z
  .object({ _id: id, nm: textOrNull, tp: textOrNull })
  .transform(({ _id, nm, tp }) => ({ id: _id, name: nm, isBusiness: tp === 'b' }))

/** An account of the user. A business account has to be named when its checkouts, purses and payments are asked for. */
export type ApiAccount = Readonly<z.output<typeof accountSchema>>
