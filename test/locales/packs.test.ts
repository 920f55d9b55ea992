import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { en, type Messages } from '../../src/element/locales/en.js'
import { PACKS } from './packs.js'
import { RULES } from './rules.js'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const table = read('docs/languages.md')
const shown = read('test/element/languages.test.ts')

for (const [tag, pack] of PACKS) {
  describe(`the language ${tag}`, () => {
    for (const [name, rule] of Object.entries(RULES)) {
      it(name, () => {
        assert.deepEqual(rule(pack, tag), [])
      })
    }

    it('is one that browsers know by this tag', () => {
      assert.deepEqual(Intl.PluralRules.supportedLocalesOf(tag), [tag])
    })

    it('is told of in docs/languages.md, and shown in every state', () => {
      assert.match(table, new RegExp(`^\\| \`${tag}\` \\| .+ \\| .+ \\|$`, 'm'))
      assert.match(shown, new RegExp(`locales/${tag}\\.js`))
    })
  })
}

describe('a pack of messages', () => {
  it('does not compile with a text too few, a text too many, or plurals that are none', () => {
    const { choose, ...fewer } = en
    const without = (pack: Messages) => Object.keys(pack).length
    // @ts-expect-error -- a text too few
    without(fewer)
    // @ts-expect-error -- a text too many
    without({ ...fewer, choose, chose: choose })
    // @ts-expect-error -- without the form for everything else
    without({ ...en, found: { one: '' } })
    // @ts-expect-error -- a form that no language has
    without({ ...en, found: { other: '', several: '' } })
    // @ts-expect-error -- not to be counted
    without({ ...en, choose: { other: '' } })

    assert.equal(without(en), Object.keys(en).length)
  })
})
