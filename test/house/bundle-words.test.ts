import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { forbiddenWords } from './forbidden-words.js'
import { root } from './scratch.js'

const folder = join(root, 'dist/cdn')

for (const name of ['interkassa-checkout.js', 'interkassa-checkout.mjs']) {
  test(`${name} holds no signing, no key names and no zod`, () => {
    assert.deepEqual(forbiddenWords(readFileSync(join(folder, name), 'utf8')), [])
  })
}

test('no other script is built for the browser', () => {
  const scripts = readdirSync(folder).filter((name) => /\.m?js$/.test(name))
  assert.deepEqual(scripts.sort(), ['interkassa-checkout.js', 'interkassa-checkout.mjs'])
})

for (const planted of [
  'createHash("sha256")',
  'a.timingSafeEqual(b)',
  '{secretKey:1}',
  '{testSecretKey:1}',
  'from"node:crypto"',
  'process.env.NODE_ENV',
  'class ZodError'
]) {
  test(`finds ${planted} in a script`, () => {
    assert.notDeepEqual(forbiddenWords(`(()=>{${planted}})()`), [])
  })
}
