import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readCatalogue } from '../abuse/adapter.js'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const promises = read('SECURITY.md')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))

describe('SECURITY.md', () => {
  const { cases } = readCatalogue(read('test/fixtures/abuse-cases.json'))
  const known = new Set(cases.flatMap(({ id }) => [id, id.slice(0, 3)]))

  it('promises at least seventeen things', () => {
    assert.ok(promises.length >= 17)
  })

  for (const promise of promises) {
    const [, number, , proof = ''] = promise.split('|')
    it(`names a proof of promise ${number?.trim()} that exists`, () => {
      const ids = proof.match(/\b[A-Z]{3}(?:-\w+)?\b/g) ?? []
      const files = proof.match(/test\/[\w./-]+\.ts/g) ?? []

      assert.deepEqual(
        [
          ...ids.filter((id) => !known.has(id)),
          ...files.filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)))
        ],
        []
      )
      assert.ok(ids.length + files.length > 0)
    })
  }
})
