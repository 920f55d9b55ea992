import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readSessionAnswer } from '../../src/element/loading/session-answer.js'
import { polluted } from '../abuse/pollution.js'

interface Case {
  readonly id: string
  readonly why?: string
  readonly input: {
    readonly op: string
    readonly now: string
    readonly raw: string
    readonly status?: number
    readonly pollute?: Readonly<Record<string, unknown>>
  }
  readonly expected: {
    readonly ok: boolean
    readonly error?: string
    readonly payways?: readonly { readonly id: string; readonly name: string }[]
  }
}

const all = JSON.parse(
  readFileSync(new URL('../fixtures/abuse-cases.json', import.meta.url), 'utf8')
) as Case[]
const cases = all.filter(({ input }) => input.op === 'parseSession')

describe('a session from somebody who means harm', () => {
  it('comes in every kind of the catalogue', () => {
    assert.equal(cases.length, 54)
  })

  for (const { id, input, expected, why } of cases) {
    const verdict = expected.error ?? 'accepted'
    it(`${id}: ${verdict}${why === undefined ? '' : `, since ${why}`}`, () => {
      const context = { origin: 'https://shop.example', now: Date.parse(input.now) }

      const event = polluted(input.pollute ?? {}, () =>
        readSessionAnswer({ status: input.status ?? 200, text: input.raw }, context)
      )

      assert.equal(event.type === 'refused' ? event.error.code : event.type, expected.error ?? 'loaded')
      if (event.type !== 'loaded' || !expected.payways) return
      assert.deepEqual(
        event.session.payways.map(({ id, name, logo }) => ({ id, name, logo })),
        expected.payways.map((payway) => ({ ...payway, logo: undefined }))
      )
    })
  }
})
