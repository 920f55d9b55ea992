import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { plain } from '../../src/element/choosing/payway-option.js'
import { typeAhead } from '../../src/element/choosing/type-ahead.js'
import { catchPosts, choose, cleanUp, find, findAll, hear, until } from './support/checkout.js'
import { focused, inCurrencies, named, offer, radioOf, TWELVE } from './support/payways.js'
import { aSession, PRIVAT24, VISA } from './support/session.js'

describe('the keyboard', () => {
  afterEach(cleanUp)

  it('is enough to choose and to pay', async () => {
    const posts = catchPosts()
    const checkout = await offer(aSession())

    await sendKeys({ press: 'Tab' })
    const first = focused(checkout)
    await sendKeys({ press: ' ' })
    await sendKeys({ press: 'ArrowDown' })
    const second = focused(checkout)
    await sendKeys({ press: 'Tab' })
    const pay = focused(checkout)
    await sendKeys({ press: 'Tab' })
    const other = focused(checkout)
    await pressWithShift('Tab')
    await sendKeys({ press: 'Enter' })
    await until(checkout, 'leaving')

    expect(first).to.have.value(VISA.id)
    expect(second).to.have.value(PRIVAT24.id)
    expect(pay).to.equal(find(checkout, '[part=pay]'))
    expect(other).to.equal(find(checkout, '[part=hosted-page]'))
    expect(posts.map(({ fields }) => fields['ik_pw_via'])).to.deep.equal([PRIVAT24.id])
  })

  it('pays with Enter in the list', async () => {
    const posts = catchPosts()
    const checkout = await offer(aSession())
    await choose(checkout, VISA.id)
    find(checkout, ':checked').focus()

    await sendKeys({ press: 'Enter' })
    await until(checkout, 'leaving')

    expect(posts).to.have.lengthOf(1)
  })

  it('goes from the field into one group, through rows, currencies and titles alike', async () => {
    const offered = [
      ...named('Visa', 'card'),
      ...named('Mastercard', 'card').map((payway) => ({ ...payway, limits: { min: '5000' } })),
      ...inCurrencies('WebMoney', ['USD', 'EUR'], { kind: 'wallet' }),
      ...named('A, B, C, D, E, F, G', 'bank')
    ]
    const checkout = await offer(offered)
    const walk: (Element | null)[] = []

    await sendKeys({ press: 'Tab' })
    walk.push(focused(checkout))
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: ' ' })
    walk.push(focused(checkout))
    for (let step = 0; step < 9; step++) {
      await sendKeys({ press: 'ArrowDown' })
      walk.push(focused(checkout))
    }
    await sendKeys({ press: 'ArrowUp' })
    walk.push(focused(checkout))
    await sendKeys({ press: 'Tab' })
    walk.push(focused(checkout))

    expect(walk.map((each) => (each as HTMLInputElement).value || each?.part.value)).to.deep.equal([
      'find',
      'visa_x_merchant_uah',
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `${name}_x_merchant_uah`),
      'webmoney_x_merchant_usd',
      'webmoney_x_merchant_eur',
      'webmoney_x_merchant_usd',
      'pay'
    ])
    expect(checkout.state).to.deep.include({ payway: 'webmoney_x_merchant_usd' })
  })

  it('passes over what the search has hidden', async () => {
    const checkout = await offer(TWELVE)
    find(checkout, '[part=find]').focus()
    await sendKeys({ type: 'coin' })

    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: ' ' })
    const first = focused(checkout)
    await sendKeys({ press: 'ArrowDown' })
    const second = focused(checkout)
    await sendKeys({ press: 'ArrowUp' })
    const third = focused(checkout)

    expect([first, second, third].map((each) => (each as HTMLInputElement).value)).to.deep.equal([
      'bitcoin_x_merchant_uah',
      'litecoin_x_merchant_uah',
      'bitcoin_x_merchant_uah'
    ])
  })

  it('leads back to what is chosen', async () => {
    const checkout = await offer(TWELVE)
    await choose(checkout, 'qiwi_x_merchant_uah')
    find(checkout, '[part=pay]').focus()

    await pressWithShift('Tab')

    expect(focused(checkout)).to.equal(radioOf(checkout, 'qiwi_x_merchant_uah'))
  })

  it('shows where it is', async () => {
    const checkout = await offer(aSession())

    await sendKeys({ press: 'Tab' })

    const [row] = findAll(checkout, 'label')
    expect(row && getComputedStyle(row).outlineStyle).to.equal('solid')
  })
})

describe('letters typed in the list', () => {
  afterEach(cleanUp)

  it('lead to the next name that begins with them, and choose it', async () => {
    const selections = hear('interkassa-select')
    const checkout = await offer(TWELVE)
    radioOf(checkout, 'visa_x_merchant_uah').focus()

    await sendKeys({ press: 'q' })
    await sendKeys({ press: 'p' })

    // after Qiwi comes the first P from the top again
    expect(focused(checkout)).to.equal(radioOf(checkout, 'privat24_x_merchant_uah'))
    expect(selections.map(({ payway }) => payway)).to.deep.equal([
      'qiwi_x_merchant_uah',
      'privat24_x_merchant_uah'
    ])
  })

  it('lead on with the same letter', async () => {
    const checkout = await offer(TWELVE)
    radioOf(checkout, 'visa_x_merchant_uah').focus()
    const walk: (Element | null)[] = []

    for (let step = 0; step < 5; step++) {
      await sendKeys({ press: 'p' })
      walk.push(focused(checkout))
    }

    expect(walk.map((each) => (each as HTMLInputElement).value.split('_')[0])).to.deep.equal([
      'privat24',
      'privatbank',
      'payeer',
      'perfectmoney',
      'privat24'
    ])
  })

  it('make up a name in quick succession', () => {
    const next = listening()

    expect(next('p', 0)).to.equal('Privat24')
    expect(next('e', 300)).to.equal('Perfect Money')
    expect(next('r', 600)).to.equal('Perfect Money')
  })

  it('begin another name where none goes on with them', () => {
    const next = listening()

    expect(next('p', 0)).to.equal('Privat24')
    expect(next('q', 300)).to.equal('Qiwi')
    expect(next('p', 600)).to.equal('Privat24')
  })

  it('begin anew after a second', () => {
    const next = listening()

    expect(next('p', 0)).to.equal('Privat24')
    expect(next('r', 1000)).to.equal('Raiffeisen')
  })

  it('mind neither capitals nor accents', () => {
    const next = listening()

    expect(next('Q', 0)).to.equal('Qiwi')
    expect(next('é', 5000)).to.equal(undefined)
    expect(next('ṕ', 9000)).to.equal('Privat24')
  })

  it('go by rows, not by currencies', async () => {
    const checkout = await offer([
      ...inCurrencies('WebMoney', ['USD', 'EUR']),
      ...named('Western Union, Visa')
    ])
    radioOf(checkout, 'webmoney_x_merchant_usd').focus()

    await sendKeys({ press: 'w' })

    expect(focused(checkout)).to.equal(radioOf(checkout, 'westernunion_x_merchant_uah'))
  })

  it('pass over what cannot be chosen and what is hidden', async () => {
    const checkout = await offer([
      ...TWELVE,
      ...named('Palm, Paper', 'cash').map((payway) => ({ ...payway, limits: { min: '5000' } })),
      ...named('Pearl', 'cash')
    ])
    find(checkout, '[part=find]').focus()
    await sendKeys({ type: 'cash' })
    radioOf(checkout, 'pearl_x_merchant_uah').focus()

    await sendKeys({ press: 'p' })

    expect(focused(checkout)).to.equal(radioOf(checkout, 'pearl_x_merchant_uah'))
    expect(checkout.state).to.deep.include({ payway: 'pearl_x_merchant_uah' })
  })

  for (const modifier of ['ctrlKey', 'metaKey', 'altKey'] as const) {
    it(`are left to the browser with ${modifier}`, async () => {
      const checkout = await offer(TWELVE)
      const event = new KeyboardEvent('keydown', {
        key: 'p',
        [modifier]: true,
        bubbles: true,
        cancelable: true
      })

      radioOf(checkout, 'visa_x_merchant_uah').dispatchEvent(event)

      expect(event.defaultPrevented).to.equal(false)
      expect(checkout.state).to.deep.include({ payway: null })
    })
  }

  it('are left to the browser where no name begins with them', async () => {
    const checkout = await offer(TWELVE)
    const event = new KeyboardEvent('keydown', { key: 'x', bubbles: true, cancelable: true })

    radioOf(checkout, 'visa_x_merchant_uah').dispatchEvent(event)

    expect(checkout.state).to.deep.include({ payway: null })
  })
})

async function pressWithShift(key: string): Promise<void> {
  await sendKeys({ down: 'Shift' })
  await sendKeys({ press: key })
  await sendKeys({ up: 'Shift' })
}

let now = 0

/** What a letter leads to that is typed so many milliseconds after the first, from where the last one has led. */
function listening(): (key: string, after: number) => string | undefined {
  const options = ['Visa', 'Privat24', 'Perfect Money', 'Raiffeisen', 'Qiwi'].map((name) => {
    const row = document.createElement('label')
    const radio = document.createElement('input')
    row.append(radio, name)
    return { row, radio, words: plain(name) }
  })
  let target: Element | undefined = options[0]?.radio
  const start = (now += 60_000)
  return (key, after) => {
    const event = { key, timeStamp: start + after, target } as unknown as KeyboardEvent
    const next = typeAhead(event, options)
    target = next?.radio ?? target
    return next?.row.textContent
  }
}
