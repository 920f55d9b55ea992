import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { checkFormHeaders, parseForm } from '../../src/server/hearing/parse-form.js'

const FORM = 'application/x-www-form-urlencoded'

suite('A form’s headers', () => {
  test('name a urlencoded form in UTF-8, in any case', () => {
    const right = [FORM, FORM.toUpperCase(), `${FORM};charset=utf-8`, `${FORM} ; charset="UTF-8"`]
    for (const type of right) checkFormHeaders(type, null)
    const wrong = [
      ...[
        null,
        '',
        'text/plain',
        `x-${FORM}`,
        ` ${FORM}`,
        `${FORM}x`,
        `${FORM};charset=utf-16`,
        `${FORM}; charset=utf-8 `
      ],
      ...[`${FORM};  charset=utf-8`, `${FORM}; boundary=x`, `${FORM};charset="utf-8`]
    ]
    for (const type of wrong) {
      assert.throws(() => checkFormHeaders(type, null), { code: 'unsupported-media-type' }, String(type))
    }
  })

  test('name no encoding, or the one that is none', () => {
    for (const encoding of [null, '', 'identity']) checkFormHeaders(FORM, encoding)
    for (const encoding of ['gzip', 'Identity', ' '])
      assert.throws(() => checkFormHeaders(FORM, encoding), { code: 'unsupported-encoding' })
  })
})

suite('A form', () => {
  const read = (body: string) => Object.fromEntries(parseForm(body))
  const refuses = (body: string | Uint8Array, code: string) =>
    assert.throws(() => parseForm(body), { code }, String(body).slice(0, 80))

  test('is read the same as text and as bytes', () => {
    const body = 'ik_desc=%D0%A7%D0%B0%D0%B9+%2B1&route=pay&&empty=&bare'
    const expected = { ik_desc: 'Чай +1', route: 'pay', empty: '', bare: '' }
    assert.deepEqual(read(body), expected)
    const within = Buffer.from(`xx${body}xx`).subarray(2, -2)
    assert.deepEqual(Object.fromEntries(parseForm(new Uint8Array(within))), expected)
    assert.deepEqual(Object.fromEntries(parseForm(within)), expected)
    assert.deepEqual(read(''), {})
    assert.deepEqual(read('a=b=c'), { a: 'b=c' })
  })

  test('has so many bytes, fields, and bytes in each at most', () => {
    const fields = (count: number) => Array.from({ length: count }, (_, index) => `f${index}=`).join('&')
    assert.equal(parseForm(fields(64)).size, 64)
    refuses(fields(65), 'too-many-params')

    const filled = `a=${'x'.repeat(2000)}&b=${'x'.repeat(2000)}&`
    const full = filled.padEnd(16_384, '&')
    assert.equal(parseForm(full).size, 2)
    refuses(`${full}&`, 'body-too-large')
    refuses(Buffer.from(`${full}&`), 'body-too-large')

    assert.equal(parseForm(`ik_${'x'.repeat(61)}=`).size, 1)
    refuses(`ik_${'x'.repeat(62)}=`, 'name-too-long')
    assert.equal(parseForm(`${'x'.repeat(64)}=`).size, 1)
    refuses(`${'x'.repeat(65)}=`, 'name-too-long')
    assert.equal(parseForm(`${'%D0%B6'.repeat(32)}=`).size, 1)
    refuses(`${'%D0%B6'.repeat(33)}=`, 'name-too-long')

    assert.equal(parseForm(`a=${'x'.repeat(2048)}`).size, 1)
    refuses(`a=${'x'.repeat(2049)}`, 'value-too-long')
    assert.equal(parseForm(`a=${'%D0%B6'.repeat(1024)}`).size, 1)
    refuses(`a=${'%D0%B6'.repeat(1025)}`, 'value-too-long')
  })

  test('has every name once, and none that another parser would read as another', () => {
    refuses('a=1&a=2', 'duplicate-param')
    refuses('a=1&%61=2', 'duplicate-param')
    const names = [
      '',
      '%20ik_am',
      'ik.am',
      'ik+am',
      'ik[am',
      'a[]',
      'a]',
      'a%00',
      'IK_am',
      'x_Ik_am',
      'ik_%D0%B0',
      'ik_a-b'
    ]
    for (const name of names) refuses(`${name}=1`, 'bad-name')
    for (const name of ['a.b', 'ikam', '_ik_x_a', 'ik_a', 'wc-api'])
      assert.equal(parseForm(`${name}=1`).size, 1, name)
  })

  test('is percent-encoded UTF-8 without control characters', () => {
    for (const body of ['a=\n', 'a= ', 'a=ж', '\u007f=1', 'a=1\r\n', 'a=%', 'a=%ff', 'a=%D0', '%E0%A4%A=1'])
      refuses(body, 'bad-encoding')
    assert.throws(
      () => parseForm('a=%'),
      ({ cause }: Error) => cause instanceof URIError
    )
    for (const value of ['%00', '%0A', '%7F', '%C2%85']) refuses(`a=x${value}`, 'control-char')
    assert.deepEqual(read('a=!~'), { a: '!~' })
    assert.deepEqual(read('a+b=%2B'), { 'a b': '+' })
  })
})
