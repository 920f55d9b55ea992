/** The API's own error codes, as its documentation lists them (CMSInterkassa/PHP_components4developers). */
export const API_ERRORS = {
  auth: 4,
  'parameter-not-set': 1021,
  'parameter-invalid': 1023,
  'bad-format': 1024,
  'operation-forbidden': 1026,
  'balance-too-small': 1106
} as const

/** Thrown by whatever judges a request to the API, and turned into an answer in one place. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: number

  constructor(error: keyof typeof API_ERRORS, message: string, status = 200) {
    super(message)
    this.status = status
    this.code = API_ERRORS[error]
  }
}

/** The envelope of what went well. */
export const okAnswer = (data: unknown): Response =>
  jsonAnswer(200, { status: 'ok', code: 0, data, message: 'Success' })

/** The envelope of what did not. */
export const errorAnswer = ({ status, code, message }: ApiError): Response =>
  jsonAnswer(status, { status: 'error', code, data: { innerCode: 0 }, message })

export const jsonAnswer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

/** A list is an object keyed by id; an empty one is what PHP makes of it. */
export const listOf = <Item>(items: readonly Item[], keyOf: (item: Item) => string): unknown =>
  items.length === 0 ? [] : Object.fromEntries(items.map((item) => [keyOf(item), item]))
