import { z } from 'zod'
import { InterkassaError } from '../../protocol/index.js'

/** PHP writes an empty map as `[]`, and a map as an object that is keyed by id. */
const listSchema = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).nullish()

/**
 * The items of a list. One that cannot be read is left out: it is nobody's, and the others still are what they are.
 *
 * @throws InterkassaError `api-bad-answer` where there is no list.
 */
export function readList<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema>[] {
  const list = listSchema.safeParse(data)
  if (!list.success) throw new InterkassaError('api-bad-answer', 'expected a list from the gateway')
  return Object.values(list.data ?? []).flatMap((item) => {
    const read = schema.safeParse(item)
    return read.success ? [read.data] : []
  })
}

/**
 * One item, or null where the gateway has none of that id.
 *
 * @throws InterkassaError `api-bad-answer` where it is of another shape.
 */
export function readItem<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> | null {
  if (data === undefined || data === null || (Array.isArray(data) && data.length === 0)) return null
  const read = schema.safeParse(data)
  if (!read.success) throw new InterkassaError('api-bad-answer', 'expected another shape from the gateway')
  return read.data
}
