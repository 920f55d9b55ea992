import type { FetchHandler } from './node.js'

type Values = Readonly<Record<string, string | undefined>>
type MultiValues = Readonly<Record<string, readonly string[] | undefined>>

/**
 * What is read of an event in payload format 1.0, which REST APIs always send. Source of both: "Create AWS Lambda proxy
 * integrations for HTTP APIs" in the developer guide of Amazon API Gateway.
 */
export interface LambdaEventV1 {
  readonly httpMethod: string
  readonly path: string
  readonly headers: Values | null
  readonly multiValueHeaders: MultiValues | null
  readonly multiValueQueryStringParameters: MultiValues | null
  /** Its `path` has the stage in it, as the public address has. */
  readonly requestContext: { readonly path?: string }
  readonly body: string | null
  readonly isBase64Encoded: boolean
}

/** What is read of an event in payload format 2.0, which HTTP APIs and function URLs send. */
export interface LambdaEventV2 {
  readonly rawPath: string
  readonly rawQueryString: string
  readonly cookies?: readonly string[]
  readonly headers: Values
  readonly requestContext: { readonly http: { readonly method: string } }
  readonly body?: string
  readonly isBase64Encoded: boolean
}

export type LambdaEvent = LambdaEventV1 | LambdaEventV2

/** An answer, in the format of its event: 1.0 sets cookies by `multiValueHeaders`, 2.0 by `cookies`. */
export interface LambdaAnswer {
  statusCode: number
  headers: Record<string, string>
  multiValueHeaders?: Record<string, string[]>
  cookies?: string[]
  body: string
  isBase64Encoded: boolean
}

/**
 * Serves a fetch handler on AWS Lambda, behind API Gateway or a function URL. Bodies are taken byte by byte as they were
 * sent. Answers are text, as all of a checkout's are.
 *
 * A function is frozen as soon as it has answered. So give `createCheckout` the option `background: false`, and have
 * another function call `checkout.deliver()` on a schedule.
 *
 * @example
 * export const handler = toLambdaHandler(checkout.fetch)
 */
export function toLambdaHandler(handle: FetchHandler): (event: LambdaEvent) => Promise<LambdaAnswer> {
  return async (event) => {
    try {
      return await answerTo(event, await handle(toRequest(event)))
    } catch (error) {
      console.error('interkassa-checkout: a request could not be answered', error)
      return { statusCode: 503, headers: {}, body: '', isBase64Encoded: false }
    }
  }
}

async function answerTo(event: LambdaEvent, response: Response): Promise<LambdaAnswer> {
  const cookies = response.headers.getSetCookie()
  return {
    statusCode: response.status,
    headers: Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie')),
    ...(cookies.length > 0 &&
      ('rawPath' in event ? { cookies } : { multiValueHeaders: { 'set-cookie': cookies } })),
    body: await response.text(),
    isBase64Encoded: false
  }
}

function toRequest(event: LambdaEvent): Request {
  const { method, path, query, headers } = 'rawPath' in event ? partsOfV2(event) : partsOfV1(event)
  const { body, isBase64Encoded } = event
  const hasBody = body && method !== 'GET' && method !== 'HEAD'
  // Routes look at the path alone; the public address is configured, so what `Host` says does not matter.
  return new Request(`http://localhost${path}?${query}`, {
    method,
    headers,
    ...(hasBody && { body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') })
  })
}

function partsOfV1({
  httpMethod,
  path,
  multiValueQueryStringParameters,
  requestContext,
  ...event
}: LambdaEventV1) {
  const headers = entriesOf(event.multiValueHeaders ?? event.headers)
  const query = String(new URLSearchParams(entriesOf(multiValueQueryStringParameters)))
  return { method: httpMethod, path: requestContext.path ?? path, query, headers }
}

function partsOfV2({ rawPath, rawQueryString, cookies = [], requestContext, ...event }: LambdaEventV2) {
  const headers = entriesOf(event.headers)
  if (cookies.length > 0) headers.push(['cookie', cookies.join('; ')])
  return { method: requestContext.http.method, path: rawPath, query: rawQueryString, headers }
}

function entriesOf(
  values: Readonly<Record<string, string | readonly string[] | undefined>> | null
): [string, string][] {
  return Object.entries(values ?? {}).flatMap(([name, value = []]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one])
  )
}
