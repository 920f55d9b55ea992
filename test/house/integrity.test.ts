import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from './scratch.js'

const folder = join(root, 'dist/cdn')
const languages = readdirSync(join(root, 'src/element/locales'))
  .filter((name) => name !== 'en.ts')
  .map((name) => `locales/${name.replace('.ts', '.js')}`)

test('integrity.json holds the hash of each script, as a browser computes it', () => {
  const hashes = JSON.parse(readFileSync(join(folder, 'integrity.json'), 'utf8')) as Record<string, string>
  assert.deepEqual(Object.keys(hashes), [
    'interkassa-checkout.js',
    'interkassa-checkout.mjs',
    ...languages.sort()
  ])
  for (const [name, hash] of Object.entries(hashes)) {
    const digest = createHash('sha384')
      .update(readFileSync(join(folder, name)))
      .digest('base64')
    assert.equal(hash, `sha384-${digest}`)
  }
})
