/** Sizes that are refused before any work is done on them. Lengths are in bytes of UTF-8 unless they say otherwise. */
export const LIMITS = {
  /** A notification's or a request's body. */
  bodyBytes: 16_384,
  /** The body of a request for a session: it names an order and holds nothing else. */
  orderBodyBytes: 1_024,
  /** Parameters in a notification. */
  params: 64,
  /** A parameter's name. */
  nameBytes: 64,
  /** A parameter's value. */
  valueBytes: 2_048,
  /** A CheckoutSession as JSON, in UTF-16 units. */
  sessionLength: 65_536,
  /** Payways in a CheckoutSession. */
  payways: 100,
  /** A payway's or merchant's name, in UTF-16 units. */
  nameLength: 255,
  /**
   * A description. Sources say `.{1,255}` without saying of what; PHP's patterns without the `u` flag count bytes, so
   * bytes were taken.
   */
  descriptionBytes: 255,
  /** Attempts of one order. */
  attempts: 999
} as const
