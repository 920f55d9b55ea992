import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { PARTS } from '../../src/element/parts.js'
import { styles } from '../../src/element/styles/index.js'
import { root } from './scratch.js'

const element = join(root, 'src/element')
const manifest = readFileSync(join(element, 'interkassa-checkout.ts'), 'utf8')
const sheet = styles.map(({ cssText }) => cssText).join('\n')

test('every custom property that the styles read is documented, and no other', () => {
  assert.deepEqual(documented('cssproperty'), named(sheet, /var\((--interkassa-[\w-]+)/g))
})

test('every property of the element’s own that the styles read is one that they set', () => {
  const set = named(sheet, /(--_[\w-]+):/g)
  assert.deepEqual(named(sheet, /var\((--_[\w-]+)/g), set)
})

test('every part is documented, and no other', () => {
  assert.deepEqual(documented('csspart'), [...PARTS].sort())
})

test('every message has a slot that is documented, and there is no other', () => {
  const views = readdirSync(join(element, 'views')).map((name) =>
    readFileSync(join(element, 'views', name), 'utf8')
  )
  const messages = named(views.join('\n'), /messageView\(\{\s*name: '(\w+)'/g)
  // the one without a name is documented with a dash
  assert.deepEqual(documented('slot'), ['-', ...messages])
})

test('widths are asked of the container', () => {
  assert.doesNotMatch(sheet, /@media[^{]*(?:width|aspect|orientation)/)
  assert.match(sheet, /container-type: inline-size/)
})

/** The names that the class documents under a tag, with or without a default. */
function documented(tag: string): string[] {
  return named(manifest, new RegExp(`^ \\* @${tag} \\[?([\\w-]+)`, 'gm'))
}

/** Whatever the pattern's first group finds, each once and in order. */
function named(text: string, pattern: RegExp): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, name]) => name ?? ''))].sort()
}
