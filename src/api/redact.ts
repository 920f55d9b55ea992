/** Takes the credentials out of a text that others wrote: an answer may repeat what it was asked. */
export type Redact = (text: string) => string

/** How much of the gateway's words is repeated. */
const LENGTH = 200

/** Redacts one account's header, and what it encodes. */
export function redactor(authorization: string): Redact {
  const encoded = authorization.replace(/^Basic /, '')
  const [, key = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const secrets = [
    encoded,
    encoded.replace(/={1,2}$/, ''),
    encodeURIComponent(encoded),
    key,
    encodeURIComponent(key)
  ].filter((secret) => secret !== '')
  return (text) => {
    let redacted = text
    for (const secret of secrets) redacted = redacted.replaceAll(secret, '…')
    // eslint-disable-next-line no-control-regex -- a log line is to stay one line
    return redacted.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, LENGTH)
  }
}
