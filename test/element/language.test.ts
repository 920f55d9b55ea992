import { expect } from '@open-wc/testing'
import { languageFor } from '../../src/element/language.js'
import { en } from '../../src/element/locales/en.js'
import { uk } from '../../src/element/locales/uk.js'
import { cleanUp, find, place, put, replace, textOf, until } from './support/checkout.js'
import { aSession } from './support/session.js'
import { FakeShop, json } from './support/shop.js'

describe('the language', () => {
  const shop = () => new FakeShop().on('session', json(aSession()))

  afterEach(cleanUp)

  it('is that of the element', async () => {
    const checkout = place(shop(), { lang: 'uk' })
    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain(uk.choose)
    expect(find(checkout, '[part=pay]').innerText).to.equal('Сплатити 1\u00a0250,50\u00a0грн')
    expect(find(checkout, 'section').lang).to.equal('uk')
  })

  it('is else that of the nearest place around it, through shadow trees', async () => {
    const outer = document.createElement('div')
    outer.lang = 'uk-UA'
    const inner = document.createElement('div')
    outer.append(inner)
    put(outer)
    const checkout = document.createElement('interkassa-checkout')
    checkout.session = aSession()
    put(checkout, inner.attachShadow({ mode: 'open' }))

    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain(uk.choose)
  })

  it('is else that of the browser', async () => {
    replace(document.documentElement, 'lang', '')
    document.documentElement.removeAttribute('lang')
    replace(navigator, 'language', 'uk')
    const checkout = place(shop(), { lang: null })

    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain(uk.choose)
  })

  for (const [tag, locale, messages] of [
    ['en', 'en', en],
    ['en-GB', 'en-GB', en],
    ['uk_UA', 'uk-UA', uk],
    ['UK', 'uk', uk],
    ['de', 'en', en],
    ['', 'en', en],
    ['not a tag!', 'en', en],
    ['constructor', 'en', en]
  ] as const) {
    it(`of ${tag || 'nothing'} is ${locale}`, () => {
      expect(languageFor(tag)).to.deep.equal({ locale, messages })
    })
  }

  it('has every text in both languages, and none twice the same', () => {
    const texts = (messages: object): string[] =>
      Object.values(messages).flatMap((text: unknown) =>
        typeof text === 'object' && text !== null
          ? texts(text)
          : [String(typeof text === 'function' ? (text as (amount: string) => string)('1') : text)]
      )

    const [english, ukrainian] = [texts(en), texts(uk)]
    expect(ukrainian).to.have.lengthOf(english.length)
    expect(
      ukrainian.filter((text, i) => text === english[i] || /[a-z]{3}/.test(text.replace('Interkassa', '')))
    ).to.be.empty
  })
})
