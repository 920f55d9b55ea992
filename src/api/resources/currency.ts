import { z } from 'zod'
import { InterkassaError } from '../../protocol/index.js'
import { written } from './text.js'

/** Rates by currency, by other currency. Only `out` is in a public source; `in` is its counterpart. */
const ratesSchema = z.record(
  z.string(),
  z.record(z.string(), z.object({ in: written, out: written })).catch({})
)

/** A currency by its ISO code, with its rates into others as decimal text; null where the gateway gave none. */
export interface ApiCurrency {
  readonly code: string
  readonly rates: Readonly<Record<string, { readonly in: string | null; readonly out: string | null }>>
}

/** @throws InterkassaError `api-bad-answer` where there are no currencies. */
export function readCurrencies(data: unknown): ApiCurrency[] {
  const read = ratesSchema.safeParse(data)
  if (!read.success) throw new InterkassaError('api-bad-answer', 'expected currencies from the gateway')
  return Object.entries(read.data).map(([code, rates]) => ({ code, rates }))
}
