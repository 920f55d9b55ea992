import { expect } from '@open-wc/testing'
import { cleanUp, replace } from './support/checkout.js'

describe('registering the tag', () => {
  const warnings: unknown[][] = []
  const load = (query: string) =>
    import(new URL(`../../src/element/define.ts?${query}`, import.meta.url).href) as Promise<unknown>

  beforeEach(() => {
    warnings.length = 0
    replace(console, 'warn', (...words: unknown[]) => warnings.push(words))
  })
  afterEach(cleanUp)

  it('FRO-017: is done once, without a word, though the module is loaded twice', async () => {
    await load('once')
    const first = customElements.get('interkassa-checkout')

    await load('twice')

    expect(first).to.be.a('function')
    expect(customElements.get('interkassa-checkout')).to.equal(first)
    expect(warnings).to.be.empty
  })
})
