import { isObject, type Json } from './json.js'

/** Whether a value is what it should be. */
export type Check = (value: unknown) => boolean

/** What every member of an object should be. A member that is not named here may not be there. */
export type Shape = Readonly<Record<string, Check>>

/** Whether `value` is an object of this shape, with no other members. */
export function fits(value: unknown, shape: Shape): value is Json {
  return (
    isObject(value) &&
    Object.keys(value).every((name) => Object.hasOwn(shape, name)) &&
    Object.entries(shape).every(([name, holds]) => holds(value[name]))
  )
}

export const text =
  (holds: (text: string) => boolean): Check =>
  (value) =>
    typeof value === 'string' && holds(value)
export const matches = (pattern: RegExp): Check => text((text) => pattern.test(text))
export const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)
export const optional =
  (holds: Check): Check =>
  (value) =>
    value === undefined || holds(value)
