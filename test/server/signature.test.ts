import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import {
  fingerprintOf,
  isSignedBy,
  selectSigned,
  sign,
  signedText,
  signedTextWith,
  type SignAlgorithm,
  type SignedParams
} from '../../src/server/signing/signature.js'
import { gatewaySign, OLD_SECRET_KEY, SECRET_KEY } from './fixtures.js'

interface Vector {
  readonly name: string
  readonly algorithm: SignAlgorithm
  readonly key: string
  readonly params: SignedParams
  readonly sign: string
  readonly filter?: keyof typeof FILTERS
}

/** Which names other signers choose before they sign. */
const FILTERS = { 'names that contain ik_': /ik_/, 'names that begin with ik_': /^ik_/ }

const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/vectors.json', import.meta.url), 'utf8')
) as readonly Vector[]

suite('sign gives the signature that others have published', () => {
  for (const { name, algorithm, key, params, sign: expected, filter } of vectors) {
    test(name, () => {
      const chosen = Object.entries(params).filter(([name]) => !filter || FILTERS[filter].test(name))
      assert.equal(sign(Object.fromEntries(chosen), key, algorithm), expected)
    })
  }
})

suite('sign', () => {
  test('uses sha256 unless md5 is asked for', () => {
    assert.equal(sign({ ik_am: '1' }, SECRET_KEY).length, 44)
    assert.equal(sign({ ik_am: '1' }, SECRET_KEY, 'md5').length, 24)
    assert.equal(sign({ ik_am: '1' }, SECRET_KEY), sign({ ik_am: '1' }, SECRET_KEY, 'sha256'))
  })

  test('leaves out a signature that is already there', () => {
    assert.equal(sign({ ik_am: '1', ik_sign: 'AAAA' }, SECRET_KEY), sign({ ik_am: '1' }, SECRET_KEY))
  })

  test('does not change what it is given', () => {
    const params = { ik_b: '2', ik_a: ['2', '1'] }
    sign(params, SECRET_KEY)
    assert.deepEqual(Object.keys(params), ['ik_b', 'ik_a'])
    assert.deepEqual(params.ik_a, ['2', '1'])
  })
})

suite('signedText', () => {
  test('orders names by their bytes', () => {
    const params = { ik_a: 'a', ik__: '_', ik_Z: 'Z', ik_9: '9', ik_10: '10', _ik_x: 'first', ik_: 'short' }
    assert.equal(signedText(params), 'first:short:10:9:Z:_:a')
  })

  test('orders by the bytes of UTF-8 where UTF-16 orders otherwise', () => {
    assert.equal(signedText({ '\u{1F600}': 'above U+FFFF', '\uFF5E': 'below' }), 'below:above U+FFFF')
    const among = { '\u{1F600}': 'above U+FFFF', '\uFF5E': 'below', ik_am: 'one of ours' }
    assert.equal(signedText(among), 'one of ours:below:above U+FFFF')
  })

  test('keeps empty values, whole numbers and nested values as PHP writes them', () => {
    const params = {
      a: '',
      b: null,
      c: undefined,
      d: false,
      e: true,
      f: 10,
      g: 10.5,
      h: [],
      i: { y: '2', x: '1' }
    }
    assert.equal(signedText(params), '::::1:10:10.5::1:2')
  })

  test('orders the numbers of a list as text, as PHP does', () => {
    const list = Array.from({ length: 11 }, (_, index) => String(index))
    assert.equal(signedText({ ik_x: list }), '0:1:10:2:3:4:5:6:7:8:9')
  })

  test('trims, cuts and normalises nothing', () => {
    assert.equal(signedText({ ik_desc: ' e\u0301 10.00 %20 &amp; ' }), ' e\u0301 10.00 %20 &amp; ')
  })

  test('orders each set of names by itself, whichever came before', () => {
    const sets = [{ b: '2', a: '1' }, { a: '1', b: '2' }, { d: '4', c: '3' }, { a: '1' }, { b: '2', a: '1' }]
    assert.deepEqual(sets.map(signedText), ['1:2', '1:2', '3:4', '1', '1:2'])
  })

  test('reads a map as it reads an object', () => {
    const entries: [string, string][] = [
      ['ik_b', '2'],
      ['ik_a', '1'],
      ['ik_sign', 'x']
    ]
    assert.equal(signedText(new Map(entries)), signedText(Object.fromEntries(entries)))
  })
})

suite('signedTextWith', () => {
  test('is the text of both together, and what is added stands in the place of what is shared', () => {
    const shared = { ik_pm_no: '1', ik_am: '2', ik_cur: 'UAH' }
    const textOf = signedTextWith(shared)
    for (const further of [{}, { ik_act: 'process', ik_pw_via: 'visa' }, { ik_am: '', ik_x: 'x' }]) {
      assert.equal(textOf(further), signedText({ ...shared, ...further }))
    }
  })
})

suite('selectSigned', () => {
  test('takes ik_ and _ik_ names without the signature, and leaves the shop’s own', () => {
    const received = {
      ik_am: '1',
      _ik_x_user: '3',
      ik_sign: 'x',
      route: 'pay',
      'wc-api': '1',
      constructor: '2'
    }
    assert.deepEqual([...selectSigned(Object.entries(received)).keys()], ['ik_am', '_ik_x_user'])
  })

  test('refuses a name that comes twice, of which parsers would keep the one or the other', () => {
    const received: [string, string][] = [
      ['ik_am', '1.00'],
      ['ik_am', '100.00']
    ]
    assert.throws(() => selectSigned(received), { code: 'duplicate-param' })
  })

  for (const name of ['IK_am', 'Ik_am', 'my_ik_am', '__ik_am', 'ik_a.m', 'ik_', 'ik_am[]', ' ik_am']) {
    test(`refuses the name ${JSON.stringify(name)}, which others would sign or not`, () => {
      assert.throws(() => selectSigned([[name, '1']]), { code: 'bad-name' })
    })
  }
})

suite('isSignedBy', () => {
  const text = '100.00:UAH:A-1001'
  const signature = gatewaySign({ a: '100.00', b: 'UAH', c: 'A-1001' }, SECRET_KEY)

  test('accepts the gateway’s signature under any of the keys', () => {
    assert.ok(isSignedBy([SECRET_KEY], text, signature, 'sha256'))
    assert.ok(isSignedBy([OLD_SECRET_KEY, SECRET_KEY], text, signature, 'sha256'))
    assert.ok(isSignedBy([SECRET_KEY, OLD_SECRET_KEY], text, signature, 'sha256'))
  })

  test('refuses another text, another key, another algorithm and no key at all', () => {
    assert.ok(!isSignedBy([SECRET_KEY], `${text} `, signature, 'sha256'))
    assert.ok(!isSignedBy([OLD_SECRET_KEY], text, signature, 'sha256'))
    assert.ok(!isSignedBy([SECRET_KEY], text, signature, 'md5'))
    assert.ok(!isSignedBy([], text, signature, 'sha256'))
  })

  test('refuses every other spelling of the right bytes', () => {
    const bytes = Buffer.from(signature, 'base64')
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const at = last.indexOf(signature.charAt(42))
    const spellings = [
      signature.slice(0, -1),
      `${signature}=`,
      `${signature}\n`,
      ` ${signature}`,
      `${signature.slice(0, 20)}-${signature.slice(20)}`,
      bytes.toString('base64url'),
      bytes.toString('hex'),
      // the last character carries two bits that are not used
      `${signature.slice(0, 42)}${last.charAt(at ^ 1)}=`
    ]
    const accepted = spellings.filter((spelling) => isSignedBy([SECRET_KEY], text, spelling, 'sha256'))
    assert.deepEqual(accepted, [])
  })

  test('never throws and never accepts what is no signature', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String({ maxLength: 100 }),
      fc.string({
        unit: fc.constantFrom('=', '-', '_', '+', '/', 'A', '\0', 'é', '\u{1F600}'),
        maxLength: 60
      }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64'))
    )
    fc.assert(
      fc.property(hostile, fc.constantFrom<SignAlgorithm>('sha256', 'md5'), (received, algorithm) => {
        assert.equal(isSignedBy([SECRET_KEY], text, received, algorithm), false)
      }),
      { numRuns: 5_000 }
    )
  })
})

suite('fingerprintOf', () => {
  test('is one for a form and a notification with one signature', () => {
    const form = { ik_am: '100.00', ik_desc: 'Order 1001', ik_pm_no: '1001', ik_x_promo: 'success' }
    const renamed = { ik_am: '100.00', ik_desc: 'Order 1001', ik_inv_id: '1001', ik_inv_st: 'success' }
    assert.equal(sign(form, SECRET_KEY), sign(renamed, SECRET_KEY), 'the scheme does not cover names')
    assert.equal(fingerprintOf(signedText(form)), fingerprintOf(signedText(renamed)))
  })

  test('differs where any value differs', () => {
    assert.notEqual(fingerprintOf(signedText({ ik_am: '1' })), fingerprintOf(signedText({ ik_am: '1.0' })))
  })
})
