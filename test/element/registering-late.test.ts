import { expect } from '@open-wc/testing'
import { put, replace, cleanUp } from './support/page.js'

describe('a tag that is taken', () => {
  afterEach(cleanUp)

  it('FRO-018, FRO-019: stays with whoever was first: nothing is thrown, and one warning is given', async () => {
    const warnings: unknown[][] = []
    replace(console, 'warn', (...words: unknown[]) => warnings.push(words))
    const First = class extends HTMLElement {}
    customElements.define('interkassa-checkout', First)
    const fallback = document.createElement('form')
    const tag = document.createElement('interkassa-checkout')
    tag.append(fallback)
    put(tag)

    await import('../../src/element/define.js')

    expect(customElements.get('interkassa-checkout')).to.equal(First)
    expect(warnings).to.have.lengthOf(1)
    expect(fallback.checkVisibility()).to.equal(true)
  })
})
