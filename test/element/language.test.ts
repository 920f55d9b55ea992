import { expect } from '@open-wc/testing'
import { addLanguage, languageFor } from '../../src/element/language/language.js'
import { en } from '../../src/element/locales/en.js'
import { uk } from '../../src/element/locales/uk.js'
import { cleanUp, find, place, put, replace, textOf, until } from './support/checkout.js'
import { engine } from './support/engine.js'
import { aSession } from './support/session.js'
import { FakeShop, json } from './support/shop.js'

describe('the language', () => {
  before(() => {
    addLanguage('uk', uk)
  })

  const shop = () => new FakeShop().on('session', json(aSession()))
  // Chromium's own tables lack the sign
  const hryvnia = engine === 'chromium' ? 'грн' : '₴'

  afterEach(cleanUp)

  it('is that of the element', async () => {
    const checkout = place(shop(), { lang: 'uk' })
    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain(uk.choose)
    expect(find(checkout, '[part=pay]').innerText).to.equal(`Сплатити 1\u00a0250,50\u00a0${hryvnia}`)
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
      const language = languageFor(tag)

      expect(language.locale).to.equal(locale)
      expect(language.say('choose')).to.equal(messages.choose)
    })
  }

  it('counts as the language does', () => {
    const { say } = languageFor('uk')

    expect([1, 2, 5].map((minutes) => say('minutesLeft', minutes))).to.deep.equal([
      'Ціна діє ще 1 хвилину.',
      'Ціна діє ще 2 хвилини.',
      'Ціна діє ще 5 хвилин.'
    ])
  })

  it('takes the page’s own texts before those of the language', async () => {
    const checkout = place(shop(), { lang: 'en' })
    checkout.texts = { choose: 'Your way to pay' }
    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain('Your way to pay').and.to.contain(en.hint)
  })

  it('is spoken at once when it comes after the element', async () => {
    const checkout = place(shop(), { lang: 'de' })
    await until(checkout, 'ready')

    addLanguage('de', { ...en, choose: 'Wie möchten Sie zahlen?' })
    await checkout.updateComplete

    expect(textOf(checkout)).to.contain('Wie möchten Sie zahlen?')
  })
})
