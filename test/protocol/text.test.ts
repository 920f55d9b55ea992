import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { byteLength, isPlainText, visibleText } from '../../src/protocol/index.js'

suite('byteLength', () => {
  test('counts as an encoder does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(byteLength(text), new TextEncoder().encode(text).length)
      })
    )
  })

  test('counts one byte more from these characters on', () => {
    const firsts = ['\u0000', '\u0080', '\u0800', '\u{10000}']
    assert.deepEqual(firsts.map(byteLength), [1, 2, 3, 4])
    assert.deepEqual(['\u007f', '\u07ff', '\uffff', '\u{10ffff}'].map(byteLength), [1, 2, 3, 4])
  })

  test('counts half a character as its replacement', () => {
    assert.equal(byteLength('\ud83d'), new TextEncoder().encode('\ud83d').length)
  })
})

suite('isPlainText', () => {
  test('takes every script and sign', () => {
    for (const text of ['', 'Їжак № 42', 'עברית', '😀👩‍👩‍👧', 'e\u0301', '\u00a0\u2028'])
      assert.ok(isPlainText(text), text)
  })

  test('refuses what a browser would rewrite in a form', () => {
    for (const text of [
      'a\nb',
      'a\rb',
      '\0',
      '\t',
      '\x7f',
      '\x85',
      '\x9f',
      '\ud83d',
      '\ude00',
      '\ude00\ud83d'
    ]) {
      assert.ok(!isPlainText(text), JSON.stringify(text))
    }
  })
})

suite('visibleText', () => {
  test('loses characters that nobody sees and that turn the direction', () => {
    assert.equal(visibleText(' V\u200bi\u202es\u2066a\ufeff\u00ad '), 'Visa')
    assert.equal(visibleText('\u200b\u2060'), '')
  })

  test('keeps what is seen', () => {
    assert.equal(visibleText('Приват24 — עברית'), 'Приват24 — עברית')
  })
})
