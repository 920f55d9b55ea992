import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Case {
  readonly id: string
  readonly input: { readonly op: string }
}

const root = new URL('../../', import.meta.url)
const cases = JSON.parse(
  readFileSync(new URL('test/fixtures/abuse-cases.json', root), 'utf8')
) as readonly Case[]
const specs = readdirSync(new URL('test/', root), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:test|spec)\.ts$|journeys\.ts$/.test(name))
  .map((name) => readFileSync(new URL(`test/${name}`, root), 'utf8'))

test('every abuse case for a browser stands in the name of a test', () => {
  const ids = cases.filter(({ input }) => input.op === 'browser').map(({ id }) => id)

  const missing = ids.filter((id) => !specs.some((text) => text.includes(id)))

  assert.ok(ids.length > 40)
  assert.deepEqual(missing, [])
})
