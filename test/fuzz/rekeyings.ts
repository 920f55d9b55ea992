import { FIELDS } from '../../src/protocol/index.js'
import type { Fields } from '../server/fixtures.js'

/**
 * A signature covers values and not names: it is that of every message whose values, joined in the order of their
 * names, give the same text. Here all of these messages are made.
 */

/** The names that a notification carries, in the order in which they are signed. */
export const NOTIFICATION_NAMES: readonly string[] = [
  'ik_am',
  'ik_cli',
  'ik_co_id',
  'ik_co_prs_id',
  'ik_co_rfn',
  'ik_cur',
  'ik_desc',
  'ik_inv_crt',
  'ik_inv_id',
  'ik_inv_prc',
  'ik_inv_st',
  'ik_payment_currency',
  'ik_payment_method',
  'ik_pm_no',
  'ik_ps_price',
  'ik_pw_via',
  'ik_trn_id',
  'ik_x_user'
]

/** Every way to deal out the text's pieces, in their order, to some of the names, in theirs. */
export function* everyRekeying(
  text: string,
  names: readonly string[] = NOTIFICATION_NAMES
): Generator<Fields> {
  const pieces = text.split(':')
  const fields: Record<string, string> = {}
  function* from(piece: number, name: number): Generator<Fields> {
    if (piece === pieces.length) yield { ...fields }
    else if (name < names.length) {
      const called = names[name] ?? ''
      yield* from(piece, name + 1)
      for (let end = piece + 1; end <= pieces.length; end++) {
        fields[called] = pieces.slice(piece, end).join(':')
        yield* from(end, name + 1)
      }
      Reflect.deleteProperty(fields, called)
    }
  }
  yield* from(0, 0)
}

/** How many {@link everyRekeying} gives: of `p` pieces and `n` names, `p` out of `p + n - 1`. */
export function countRekeyings(text: string, names: readonly string[] = NOTIFICATION_NAMES): number {
  const pieces = text.split(':').length
  let count = 1
  for (let index = 1; index <= pieces; index++) count = (count * (names.length - 1 + index)) / index
  return count
}

const { amount, checkoutId, currency, invoiceId, invoiceState, paymentNo, payway } = FIELDS

/** The fields on which a verdict rests, in the order in which they are signed. */
const DECIDING = [amount, checkoutId, currency, invoiceId, invoiceState, paymentNo, payway]

/**
 * Every reading of the text in which each deciding field holds what it may hold, under any names whatever. What lies
 * between two of them is given to a field that nobody knows; however it was shared out, it would decide nothing.
 */
export function* everyReading(text: string): Generator<Fields> {
  const pieces = text.split(':')
  const fields: Record<string, string> = {}
  const asFiller = (end: number, from: number, before: string) => {
    if (end > from) fields[before] = pieces.slice(from, end).join(':')
    else Reflect.deleteProperty(fields, before)
  }
  function* from(piece: number, index: number): Generator<Fields> {
    const field = DECIDING[index]
    if (!field) {
      asFiller(pieces.length, piece, 'ik_zz')
      yield { ...fields }
      return
    }
    for (let start = piece; start < pieces.length; start++) {
      asFiller(start, piece, fillerBefore(field.wire))
      for (let end = start + 1; end <= pieces.length; end++) {
        const value = pieces.slice(start, end).join(':')
        if (!field.holds(value)) continue
        fields[field.wire] = value
        yield* from(end, index + 1)
      }
    }
    Reflect.deleteProperty(fields, field.wire)
  }
  yield* from(0, 0)
}

/**
 * One reading in which each deciding field holds what it may, as the numbers decide, or null where there is none. It
 * takes one piece for each, since none of them may hold a colon.
 */
export function someReading(text: string, random: () => number): Fields | null {
  const pieces = text.split(':')
  const latest: number[] = []
  let bound = pieces.length
  for (const { holds } of [...DECIDING].reverse()) {
    do bound -= 1
    while (bound >= 0 && !holds(pieces[bound]))
    if (bound < 0) return null
    latest.unshift(bound)
  }
  const fields: Record<string, string> = {}
  let next = 0
  DECIDING.forEach(({ wire, holds }, index) => {
    const places: number[] = []
    for (let place = next; place <= (latest[index] ?? -1); place++)
      if (holds(pieces[place])) places.push(place)
    const place = places[Math.floor(random() * places.length)] ?? 0
    if (place > next) fields[fillerBefore(wire)] = pieces.slice(next, place).join(':')
    fields[wire] = pieces[place] ?? ''
    next = place + 1
  })
  if (next < pieces.length) fields['ik_zz'] = pieces.slice(next).join(':')
  return fields
}

/** A name of nobody's that is signed just before this one: capitals come before small letters. */
const fillerBefore = (name: string): string => `${name.slice(0, -1)}Z`
