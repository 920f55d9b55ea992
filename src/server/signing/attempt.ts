import type { Mode } from '../../protocol/index.js'

/** Addresses that go into the signed form, where the checkout's settings allow the override. Complete URLs. */
export interface AttemptUrls {
  readonly interaction?: string
  readonly success?: string
  readonly pending?: string
  readonly fail?: string
}

/** One numbered try at paying an order, as it is signed. It never changes once a form of it was handed out. */
export interface Attempt {
  /** `ik_pm_no`, up to 32 letters, digits, `_` and `-`. With the uniqueness setting on, each works once. */
  readonly paymentNo: string
  /** Decimal text, at most two digits after the point. */
  readonly amount: string
  /** Three upper-case letters. */
  readonly currency: string
  /** Shown to the payer. Control characters become spaces, `:` becomes U+2236, at most 255 bytes are kept. */
  readonly description: string
  /** A moment in UTC, such as `2026-11-23T00:00:00Z`. */
  readonly expiresAt: string
  /** The attempt's whole lifetime in seconds, which goes into the form. */
  readonly lifetime: number
  /** The only payways by which this may be paid. Absent: any. */
  readonly payways?: readonly string[]
  readonly urls?: AttemptUrls
  /** Opens the payment's state to its payer: 22 to 64 characters of base64url. Absent: there is no state to ask for. */
  readonly statusToken?: string
  /** The mode in which it was opened, if that may differ from the account's. */
  readonly mode?: Mode
}
