export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy of `value` without a prototype: it has its own members and cannot be lent any. */
export const bare = <T extends object>(value: T): T => Object.assign(Object.create(null) as T, value)

/** `JSON.parse` into objects without prototypes, so that a polluted `Object.prototype` is not read as an answer. */
export function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text, (_key, member: unknown) => (isObject(member) ? bare(member) : member)) }
  } catch {
    return null
  }
}
