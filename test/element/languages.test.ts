import { expect } from '@open-wc/testing'
import { addLanguage, languageFor } from '../../src/element/language/language.js'
import { ar } from '../../src/element/locales/ar.js'
import { en, type Messages } from '../../src/element/locales/en.js'
import { ka } from '../../src/element/locales/ka.js'
import { kk } from '../../src/element/locales/kk.js'
import { pl } from '../../src/element/locales/pl.js'
import { ru } from '../../src/element/locales/ru.js'
import { tr } from '../../src/element/locales/tr.js'
import { uk } from '../../src/element/locales/uk.js'
import { cleanUp, find, findAll, place, put, replace, textOf, until } from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { itOn } from './support/engine.js'
import { EVERY_STATE } from './support/every-state.js'
import { aSession, REFERENCE } from './support/session.js'
import { FakeShop, json } from './support/shop.js'
import { wordsIn } from './support/words.js'

const LANGUAGES: Readonly<Record<string, Messages>> = { uk, ru, pl, kk, ka, tr, ar }

/** What the shop says itself, and what is called alike everywhere. */
const NAMES =
  /\w+_merchant_uah|Interkassa|Teapot & Sons|Order A-1001|Test payment|Visa|Privat24|Tether|Swift|iBox|A-1001(-1)?|UAH|USDT|USD|EUR|US(?=\$)/g

/** English texts with anything in the place of their values. */
const ENGLISH = Object.values<string | { one: string; other: string }>(en)
  .flatMap((text) => (typeof text === 'string' ? [text] : [text.one, text.other]))
  .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/, '.+'))
const isEnglish = new RegExp(`^(${ENGLISH.join('|')})$`)

/** Moments aside: Chromium has no names of months in Georgian, and takes those of its own language. */
const isLatin = (text: string) => /\p{Script=Latin}{2}/u.test(text) && !/\d{4}/.test(text)

const shop = (session = aSession()) => new FakeShop().on('session', json(session))

before(() => {
  for (const [tag, messages] of Object.entries(LANGUAGES)) addLanguage(tag, messages)
})

describe('every language', () => {
  const clock = new FakeClock()

  beforeEach(() => {
    clock.install()
  })
  afterEach(() => {
    clock.uninstall()
    cleanUp()
  })

  const itInFrame = itOn(['chromium', 'firefox'], 'its compiler remembers which window was the parent')

  for (const [name, scene] of Object.entries(EVERY_STATE)) {
    const itHere = name.includes('frame') ? itInFrame : it
    itHere(`has all the words, and room for them: ${name}`, async () => {
      const checkout = await scene({ lang: 'uk' }, clock)
      Object.assign(checkout.style, { inlineSize: '280px', maxInlineSize: 'none' })

      for (const tag of Object.keys(LANGUAGES)) {
        const { script } = new Intl.Locale(tag).maximize()
        Object.assign(checkout, { lang: tag, dir: script === 'Arab' ? 'rtl' : 'ltr' })
        checkout.requestUpdate()
        await checkout.updateComplete

        const words = checkout.shadowRoot ? wordsIn(checkout.shadowRoot) : []
        const latin = script === 'Latn' ? [] : words.filter((each) => isLatin(each.replace(NAMES, '')))
        expect(words.filter((each) => isEnglish.test(each) || each.includes('{')).concat(latin), tag).to.be
          .empty
        for (const each of findAll(checkout, 'section, section *:not(.unseen)')) {
          expect(each.scrollWidth, `${tag}: ${each.innerText}`).to.be.at.most(Math.max(each.clientWidth, 280))
        }
      }
    })
  }
})

describe('the language', () => {
  afterEach(cleanUp)

  it('is that of the element', async () => {
    const checkout = place(shop(), { lang: 'uk' })
    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain(uk.choose)
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
    ['kk-Cyrl-KZ', 'kk-Cyrl-KZ', kk],
    ['ar-EG', 'ar-EG', ar],
    ['fi', 'en', en],
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

  it('is English where nobody has added the one that the page is in, and says so to screen readers', async () => {
    const checkout = place(shop(), { lang: 'fi' })
    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain(en.choose)
    expect(find(checkout, 'section').lang).to.equal('en')
  })

  for (const [tag, counted] of [
    ['en', { 1: 'The price is held for 1 more minute.', 5: 'The price is held for 5 more minutes.' }],
    ['uk', { 1: 'Ціна діє ще 1 хвилину.', 2: 'Ціна діє ще 2 хвилини.', 5: 'Ціна діє ще 5 хвилин.' }],
    ['ru', { 1: 'Цена действует ещё 1 минуту.', 3: 'Цена действует ещё 3 минуты.' }],
    ['pl', { 1: 'Cena obowiązuje jeszcze przez 1 minutę.', 5: 'Cena obowiązuje jeszcze przez 5 minut.' }],
    ['tr', { 1: 'Fiyat 1 dakika daha geçerli.', 5: 'Fiyat 5 dakika daha geçerli.' }],
    ['ar', { 1: 'السعر ثابت لدقيقة واحدة أخرى.', 2: 'السعر ثابت لدقيقتين أخريين.' }],
    ['ar-EG', { 3: 'السعر ثابت لمدة ٣ دقائق أخرى.', 11: 'السعر ثابت لمدة ١١ دقيقة أخرى.' }]
  ] as const) {
    it(`counts as the language does: ${tag}`, () => {
      const { say } = languageFor(tag)

      for (const [count, text] of Object.entries(counted)) {
        expect(say('minutesLeft', Number(count))).to.equal(text)
      }
    })
  }

  for (const tag of Object.keys(LANGUAGES)) {
    it(`is also that of amounts, by Intl: ${tag}`, async () => {
      const checkout = place(shop(), { lang: tag })
      await until(checkout, 'ready')

      const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'UAH' }).format(1250.5)
      expect(find(checkout, '[part=amount]').textContent).to.equal(money)
      expect(find(checkout, '[part=pay]').textContent.trim()).to.equal(languageFor(tag).say('pay', money))
    })
  }

  it('is spoken at once, in every word, when it comes after the element', async () => {
    const checkout = place(shop(), { lang: 'de' })
    await until(checkout, 'ready')

    addLanguage('de', { ...en, choose: 'Wie möchten Sie zahlen?' })
    await checkout.updateComplete

    expect(find(checkout, 'section').lang).to.equal('de')
    expect(textOf(checkout)).to.contain('Wie möchten Sie zahlen?').and.to.contain('1.250,50')
  })

  it('is helped out with English where it lacks a text, as one of an older version does', async () => {
    addLanguage('nb', { choose: 'Hvordan vil du betale?' } as Messages)
    const checkout = place(shop(), { lang: 'nb' })
    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain('Hvordan vil du betale?').and.to.contain(en.hint)
  })

  it('can be corrected by whoever adds it again', async () => {
    addLanguage('sv', { ...en, choose: 'Hur vill du betala' })
    const checkout = place(shop(), { lang: 'sv' })
    await until(checkout, 'ready')

    addLanguage('sv', { ...en, choose: 'Hur vill du betala?' })
    await checkout.updateComplete

    expect(textOf(checkout)).to.contain('Hur vill du betala?')
  })
})

describe('the page’s own texts', () => {
  afterEach(cleanUp)

  it('go before those of the language, and leave the others as they are', async () => {
    const checkout = place(shop(), { lang: 'uk' })
    checkout.texts = { choose: 'Оберіть спосіб' }
    await until(checkout, 'ready')

    expect(textOf(checkout)).to.contain('Оберіть спосіб').and.to.contain(uk.hint)
    expect(textOf(checkout)).not.to.contain(uk.choose)
  })

  it('are those of one element, and may come, change and go', async () => {
    const [checkout, other] = [place(shop(), { lang: 'uk' }), place(shop(), { lang: 'uk' })]
    await until(checkout, 'ready')
    await until(other, 'ready')
    const shown = async (texts: Partial<Messages> | null) => {
      checkout.texts = texts
      await checkout.updateComplete
      return find(checkout, 'legend').innerText
    }

    expect(await shown({ choose: 'Перший' })).to.equal('Перший')
    expect(await shown({ choose: 'Другий' })).to.equal('Другий')
    expect(await shown(null)).to.equal(uk.choose)
    expect(find(other, 'legend').innerText).to.equal(uk.choose)
  })

  it('are texts and no markup, and may count', async () => {
    const checkout = place(shop(aSession({ expiresAt: new Date(Date.now() + 170_000).toISOString() })))
    checkout.texts = { choose: '<b>Pay</b>', minutesLeft: { other: '{count} min' } }
    await until(checkout, 'ready')

    expect(find(checkout, 'legend').innerText).to.equal('<b>Pay</b>')
    expect(find(checkout, '[part=countdown]').innerText).to.equal('3 min')
  })
})

describe('the direction', () => {
  afterEach(cleanUp)

  /** A place that says both, and nothing on the element itself. */
  const from = (dir: string, lang: string) => {
    const outer = document.createElement('div')
    Object.assign(outer, { dir, lang })
    put(outer)
    return outer
  }

  it('is that of the place around the element, and turns it round', async () => {
    const checkout = document.createElement('interkassa-checkout')
    checkout.session = aSession()
    put(checkout, from('rtl', 'ar'))
    await until(checkout, 'ready')

    const left = (selector: string) =>
      findAll(checkout, selector)[0]?.getBoundingClientRect().left ?? Number.NaN
    expect(getComputedStyle(find(checkout, 'section')).direction).to.equal('rtl')
    expect(find(checkout, 'section').lang).to.equal('ar')
    expect(left('input[type=radio]')).to.be.greaterThan(left('[part=payway-name]'))
  })

  it('comes through shadow trees', async () => {
    const inner = document.createElement('div')
    from('rtl', 'ar').append(inner)
    const checkout = document.createElement('interkassa-checkout')
    checkout.session = aSession()
    put(checkout, inner.attachShadow({ mode: 'open' }))
    await until(checkout, 'ready')

    expect(getComputedStyle(find(checkout, 'section')).direction).to.equal('rtl')
    expect(textOf(checkout)).to.contain(ar.choose)
  })

  it('is not that of references and names, which stand for themselves', async () => {
    const checkout = await EVERY_STATE.paid({ lang: 'ar', dir: 'rtl' })

    const facts = new Map(
      findAll(checkout, 'dd > bdi').map((fact) => [fact.innerText, getComputedStyle(fact)])
    )
    for (const name of [REFERENCE, 'Visa']) {
      expect(facts.get(name)?.unicodeBidi, name).to.equal('isolate')
      expect(facts.get(name)?.direction, name).to.equal('ltr')
    }
  })

  it('leaves the names of payways as they are', async () => {
    const checkout = await EVERY_STATE.ready({ lang: 'ar', dir: 'rtl' })

    for (const name of findAll(checkout, '[part=payway-name]')) {
      expect(getComputedStyle(name).unicodeBidi).to.equal('isolate')
      expect(getComputedStyle(name).direction).to.equal('ltr')
    }
  })
})
