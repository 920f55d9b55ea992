import type { PostgresValue } from './driver.js'

/**
 * Writes values into a statement in place of `$1`, `$2`, …, so that it can be sent in one message with others, to which
 * nothing can be bound. Of a text nothing but hexadecimal digits gets there, so none can end up as anything but text,
 * whatever the server is set up to read into a quotation.
 */
export function withValues(sql: string, values: readonly PostgresValue[]): string {
  return sql.replaceAll(/\$(\d+)/g, (_, position: string) => literal(values[Number(position) - 1]))
}

function literal(value: PostgresValue | undefined): string {
  if (typeof value === 'string') {
    return `convert_from(decode('${Buffer.from(value).toString('hex')}', 'hex'), 'UTF8')`
  }
  if (typeof value === 'boolean' || value === null) return String(value)
  if (Number.isSafeInteger(value)) return `(${value})`
  throw new TypeError(`${value} is no value for a statement`)
}
