import { z } from 'zod'
import { isAmount, PAYWAY_ALIAS } from '../../protocol/index.js'
import { id, textOrNull, written } from './text.js'

const amountOrNull = written.transform((text) => (isAmount(text, 4) ? text : null))
const namesSchema = z.array(z.object({ l: z.string(), v: z.string() })).catch([])
const limitsSchema = z.object({ min: amountOrNull, max: amountOrNull }).catch({ min: null, max: null })

/**
 * A payway. Member names as the official modules read them (CMSInterkassa/Wordpress and others), `amn` and `srt` as
 * other integrators do.
 */
export const paywaySchema = z
  .object({
    _id: id,
    als: z.string().regex(PAYWAY_ALIAS),
    ser: textOrNull,
    curAls: textOrNull,
    ps: textOrNull,
    srt: z.number().nullable().catch(null),
    name: namesSchema,
    amn: limitsSchema
  })
  .transform(({ _id, als, ser, curAls, ps, srt, name, amn }) => ({
    id: _id,
    alias: als,
    method: ser,
    currency: curAls?.toUpperCase() ?? null,
    processor: ps,
    position: srt,
    names: Object.fromEntries(name.map(({ l, v }) => [l, v])),
    limits: amn
  }))

/**
 * A payway that is open: its alias is what forms name, `method` the key of its name and picture, `names` are by
 * language (`ru`, `uk`, `en`), `limits` decimal text in its currency.
 */
export type ApiPayway = Readonly<z.output<typeof paywaySchema>>
