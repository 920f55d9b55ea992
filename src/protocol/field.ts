import { isAmount } from './money.js'
import { LIMITS } from './limits.js'
import { text, type Check } from './shape.js'
import { byteLength, isPlainText } from './text.js'

/** Who writes a field: we into a form, the gateway into a notification, or both. */
export type FieldWriter = 'form' | 'gateway' | 'both'

export interface Field {
  /** The name on the wire. */
  readonly wire: string
  readonly writer: FieldWriter
  /** Whether a value may stand there. Empty values are judged by the reader, not here. */
  readonly holds: Check
}

export const form = (wire: string, holds: Check): Field => ({ wire, writer: 'form', holds })
export const gateway = (wire: string, holds: Check): Field => ({ wire, writer: 'gateway', holds })
export const both = (wire: string, holds: Check): Field => ({ wire, writer: 'both', holds })

/** Text that reaches the gateway as it is, of so many bytes at most. */
export const plainText = (bytes: number = LIMITS.valueBytes): Check =>
  text((value) => isPlainText(value) && byteLength(value) <= bytes)

/** Decimal text greater than zero. */
export const amount =
  (decimals: number): Check =>
  (value) =>
    isAmount(value, decimals)
