import assert from 'node:assert/strict'
import fc from 'fast-check'
import { InterkassaError, LIMITS, SIGNED_NAME } from '../../src/protocol/index.js'
import { parseForm } from '../../src/server/hearing/parse-form.js'
import { selectSigned } from '../../src/server/signing/signature.js'
import type { Fuzz } from './fuzz.js'

type Parse = (body: Uint8Array) => ReadonlyMap<string, string>

/** Why a body may be refused. */
const REFUSALS: ReadonlySet<string> = new Set([
  'bad-encoding',
  'bad-name',
  'body-too-large',
  'control-char',
  'duplicate-param',
  'name-too-long',
  'too-many-params',
  'value-too-long'
])

const token = fc.constantFrom(
  ...['ik_', 'ik_am', 'ik_sign', '_ik_x', 'IK_', 'Ik_am', 'xik_', 'am', '__proto__', 'a', '1', '.00', '*'],
  ...['=', '=', '=', '&', '&', '&', '+', '.', '[', ']', '[]', ';', '#', '?', ':', '%'],
  ...['%69k_am', '%00', '%0a', '%0D%0A', '%20', '%2B', '%26', '%3D', '%5B', '%5b%5D', '%7f', '%C2%85'],
  ...['%C0%80', '%ED%A0%80', '%E2%82%AC', '%F0%9F%98%80', '%FF', '%zz', '%u0041', '%E2%80%AE'],
  ...['\u0000', '\n', '\r\n', '\t', ' ', '\u00ff', '\u00e2\u0082\u00ac', '\u00ef\u00bb\u00bf', '\u007f']
)

/** A body in which the strict parser finds fields is one in which every other parser finds the same. */
export const oneMeaning: Fuzz<string, Parse> = {
  name: 'one-meaning',
  runs: 340_000,
  inputs: fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join('')),
  holds(input, parse) {
    const fields = fieldsOf(input, parse)
    if (!fields) return
    // a question mark at the beginning would be taken for that of an address
    const others = [...new URLSearchParams(`&${input}`)]
    if (!areSame([...fields], others)) assert.deepEqual([...fields], others)
    for (const [name, value] of fields) {
      assert.ok(!/[\p{Control}\ufffd]/u.test(name + value), 'a control character, or half of one')
      assert.ok(isOneNameInPhp(name), `${name}, which PHP reads as another`)
      assert.ok(Buffer.byteLength(name) <= LIMITS.nameBytes && Buffer.byteLength(value) <= LIMITS.valueBytes)
    }
    assert.deepEqual(
      [...selectSigned(fields).keys()].filter((name) => !isSigned(name)),
      []
    )
  },
  code: parseForm,
  withoutDefence: {
    'a look for names that come twice': lenient('twice'),
    'a look at what PHP makes of names': lenient('names'),
    'a look for control characters': lenient('control'),
    'a look at the encoding': lenient('encoding')
  }
}

const unit = fc.constantFrom(
  'a',
  'ж',
  '€',
  '😀',
  ' ',
  '+',
  '%',
  '&',
  '=',
  ':',
  '.',
  '\u2236',
  '\u202e',
  '"',
  '~',
  '\\'
)
const value = fc.array(unit, { maxLength: 6 }).map((units) => units.join(''))
const name = fc.constantFrom(
  'ik_am',
  'ik_desc',
  'ik_x_user',
  '_ik_x_user',
  'ik_sign',
  'utm',
  '__proto__',
  'constructor'
)

/** What a browser or the gateway encodes is read as it was meant. */
export const roundTrip: Fuzz<readonly [string, string][], Parse> = {
  name: 'round-trip',
  runs: 60_000,
  inputs: fc.uniqueArray(fc.tuple(name, value), { maxLength: 5, selector: ([name]) => name }),
  holds(fields, parse) {
    const read = [...parse(Buffer.from(String(new URLSearchParams(fields as [string, string][]))))]
    if (!areSame(read, fields)) assert.deepEqual(read, fields)
  },
  code: parseForm,
  withoutDefence: {
    'plus signs read as spaces': (body) => parseForm(Buffer.from(textOf(body).replaceAll('+', '%2B')))
  }
}

/** The fields, or null where the body is refused for a reason that the parser may have. */
function fieldsOf(input: string, parse: Parse): ReadonlyMap<string, string> | null {
  try {
    return parse(Buffer.from(input, 'latin1'))
  } catch (error) {
    if (error instanceof InterkassaError && REFUSALS.has(error.code)) return null
    throw error
  }
}

/** PHP makes underscores of dots, spaces and open brackets in names, and arrays of what is in brackets. */
const isOneNameInPhp = (name: string) =>
  !/[[\]]/.test(name) && (SIGNED_NAME.test(name) || !/ik_/i.test(name.replace(/[. ]/g, '_')))

const isSigned = (name: string) => name !== 'ik_sign' && SIGNED_NAME.test(name)

const textOf = (body: Uint8Array) => Buffer.from(body).toString('latin1')

const areSame = (a: readonly (readonly [string, string])[], b: typeof a) =>
  a.length === b.length && a.every(([name, value], index) => b[index]?.[0] === name && b[index][1] === value)

/** A parser as most are, with all of these checks but one. */
function lenient(left: 'twice' | 'names' | 'control' | 'encoding'): Parse {
  return (body) => {
    const text = textOf(body)
    const fields = new Map<string, string>()
    const refuse = (check: typeof left, isWrong: boolean) => {
      if (isWrong && check !== left) throw new InterkassaError('bad-encoding', check)
    }
    refuse('encoding', !/^[!-~]*$/.test(text) || !isDecodable(text))
    for (const [name, value] of new URLSearchParams(`&${text}`)) {
      refuse('names', name === '' || !isOneNameInPhp(name))
      refuse('control', /\p{Control}/u.test(name + value))
      refuse('twice', fields.has(name))
      fields.set(name, value)
    }
    return fields
  }
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== ''
  } catch {
    return false
  }
}
