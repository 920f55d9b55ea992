import { z } from 'zod'

/** An id, which the gateway writes as text or as a number. */
export const id = z.union([z.string().min(1).max(64), z.int().nonnegative().transform(String)])

/** Text or nothing; whatever else stands there is nothing. */
export const textOrNull = z.string().min(1).nullable().catch(null)

/**
 * A value as text, however it was written: a number in its shortest decimals, which are those that the gateway wrote
 * as long as it writes no more than fifteen digits. Null where there is none. What is neither stays visible as what it is, and
 * is no amount.
 */
export const written = z
  .unknown()
  .optional()
  .transform((value): string | null => {
    if (value === undefined || value === null || value === '') return null
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
