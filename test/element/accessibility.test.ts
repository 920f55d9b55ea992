import { expect } from '@open-wc/testing'
import { emulateMedia } from '@web/test-runner-commands'
import { PARTS, type InterkassaCheckout } from '../../src/element/index.js'
import {
  arriveWith,
  catchPosts,
  cleanUp,
  findAll,
  payBy,
  place,
  press,
  settle,
  until
} from './support/checkout.js'
import { engine, itOn } from './support/engine.js'
import { aSession, aTestSession, EARLIER_TOKEN, STATUS, TOKEN, VISA } from './support/session.js'
import { empty, FakeShop, json, offline } from './support/shop.js'

/** The element in each of its states, as a payer may meet it. */
const STATES: Readonly<Record<string, () => Promise<InterkassaCheckout>>> = {
  loading: async () => {
    const checkout = place(new FakeShop())
    await settle()
    return checkout
  },
  ready: () => arrived(place(shop()), 'ready'),
  'ready with a notice': async () => {
    const checkout = await arrived(place(shop()), 'ready')
    checkout.addEventListener('interkassa-submit', (event) =>
      event.waitUntil(Promise.reject(new Error('no')))
    )
    checkout.shadowRoot?.querySelector('input')?.click()
    checkout.shadowRoot?.querySelector<HTMLElement>('[part=pay]')?.click()
    await settle()
    return checkout
  },
  'test mode': () => arrived(place(shop(aTestSession())), 'ready'),
  'ready with little time left': () =>
    arrived(place(shop(aSession({ expiresAt: new Date(Date.now() + 200_000).toISOString() }))), 'ready'),
  empty: () => arrived(place(shop(aSession({ payways: [] }))), 'empty'),
  leaving: async () => {
    catchPosts()
    const checkout = await arrived(place(shop()), 'ready')
    await payBy(checkout, VISA.id)
    return checkout
  },
  failed: () => arrived(place(new FakeShop().on('session', offline)), 'failed'),
  locked: async () => {
    const earlier = { statusToken: EARLIER_TOKEN, startedAt: '2026-11-23T09:00:00Z' }
    const checkout = place(shop(aSession({ earlier })).on('status', json(STATUS.pending)))
    await arrived(checkout, 'locked')
    await settle()
    return checkout
  },
  verifying: () => returned(STATUS.created, 'verifying'),
  paid: () => returned(STATUS.paid, 'paid'),
  pending: () => returned(STATUS.pending, 'pending'),
  unpaid: () => returned(STATUS.canceled, 'unpaid'),
  unverified: () => {
    arriveWith('interkassa=return')
    return arrived(place(new FakeShop()), 'unverified')
  }
}

describe('every state', () => {
  afterEach(cleanUp)

  for (const [name, state] of Object.entries(STATES)) {
    for (const appearance of ['light', 'dark']) {
      it(`is accessible: ${name}, ${appearance}`, async () => {
        const checkout = await state()
        checkout.setAttribute('appearance', appearance)
        await settle()

        await expect(checkout).to.be.accessible()
      })
    }

    it(`fits from 280 to 1280 px: ${name}`, async () => {
      const checkout = await state()

      for (const width of [280, 360, 768, 1280]) {
        Object.assign(checkout.style, { inlineSize: `${width}px`, maxInlineSize: 'none' })
        for (const each of findAll(checkout, 'section, section *:not(.unseen)')) {
          expect(each.scrollWidth, `${each.localName} at ${width}`).to.be.at.most(
            Math.max(each.clientWidth, width)
          )
        }
      }
    })

    it(`has targets of 44 px: ${name}`, async () => {
      const checkout = await state()

      for (const target of findAll(checkout, 'button, label')) {
        expect(target.offsetHeight, target.innerText).to.be.at.least(44)
      }
    })
  }

  it('shows every part of the public list in one state or another, and none beside them', async () => {
    const shown = new Set<string>()
    for (const state of Object.values(STATES)) {
      const checkout = await state()
      for (const part of findAll(checkout, '[part]')) for (const name of part.part) shown.add(name)
      cleanUp()
    }

    expect([...shown].sort()).to.deep.equal([...PARTS].sort())
  })
})

describe('what a screen reader hears', () => {
  afterEach(cleanUp)

  it('is each milestone once, politely', async () => {
    catchPosts()
    let answer: (response: Response) => void = () => undefined
    const slow = shop().on('session', () => new Promise<Response>((resolve) => (answer = resolve)))
    const checkout = place(slow)
    const heard: (string | null | undefined)[] = []
    const listen = async () => {
      await settle()
      heard.push(checkout.shadowRoot?.querySelector('[role=status]')?.textContent)
    }

    await listen()
    answer(json(aSession())())
    await until(checkout, 'ready')
    await listen()
    await payBy(checkout, VISA.id)
    await listen()

    expect(heard).to.deep.equal([
      'Loading the ways to pay…',
      'How would you like to pay?',
      'Opening the payment page…'
    ])
  })

  it('does not lose its place when the button that was pressed goes away', async () => {
    const checkout = await arrived(place(new FakeShop().on('session', offline, json(aSession()))), 'failed')
    const retry = checkout.shadowRoot?.querySelector('button')
    retry?.focus()

    press(checkout, 'Try again')
    await until(checkout, 'ready')
    await settle()

    expect(checkout.shadowRoot?.activeElement?.textContent).to.equal('How would you like to pay?')
  })
})

describe('the looks', () => {
  const itEmulating = itOn(['chromium'], 'its driver has no command for what the payer’s system prefers')

  afterEach(async () => {
    cleanUp()
    if (engine === 'chromium') await emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
  })

  itEmulating('follow the page’s own colour scheme, unless told otherwise', async () => {
    await emulateMedia({ colorScheme: 'dark' })
    const surface = async (pageScheme: string, appearance?: string) => {
      document.documentElement.style.colorScheme = pageScheme
      const checkout = await arrived(place(shop(), appearance ? { appearance } : {}), 'ready')
      const { backgroundColor } = getComputedStyle(findAll(checkout, 'section')[0] ?? checkout)
      document.documentElement.style.colorScheme = ''
      return backgroundColor === 'rgb(255, 255, 255)' ? 'light' : 'dark'
    }

    expect(await surface('normal')).to.equal('light')
    expect(await surface('light dark')).to.equal('dark')
    expect(await surface('light dark', 'light')).to.equal('light')
    expect(await surface('normal', 'dark')).to.equal('dark')
  })

  it('take a colour, a radius and a font from the page', async () => {
    const checkout = place(shop())
    checkout.style.setProperty('--interkassa-accent', 'rgb(1, 2, 3)')
    checkout.style.setProperty('--interkassa-radius', '3px')
    checkout.style.setProperty('--interkassa-font', '18px/1.5 monospace')
    await until(checkout, 'ready')

    const pay = findAll(checkout, '[part=pay]')[0] ?? checkout
    const { backgroundColor, borderRadius, fontFamily, fontSize } = getComputedStyle(pay)
    expect({ backgroundColor, borderRadius, fontFamily, fontSize }).to.deep.equal({
      backgroundColor: 'rgb(1, 2, 3)',
      borderRadius: '3px',
      fontFamily: 'monospace',
      fontSize: '18px'
    })
  })

  itEmulating('stand still for those who want that', async () => {
    await emulateMedia({ reducedMotion: 'reduce' })
    const checkout = place(new FakeShop())
    await settle()

    expect(findAll(checkout, '.bone').map((bone) => getComputedStyle(bone).animationName))
      .to.include('none')
      .and.not.to.include('breathe')
  })
})

function shop(session = aSession()): FakeShop {
  return new FakeShop().on('session', json(session)).on('leave', empty)
}

async function arrived(
  checkout: InterkassaCheckout,
  name: InterkassaCheckout['state']['name']
): Promise<InterkassaCheckout> {
  await until(checkout, name)
  return checkout
}

async function returned(
  status: unknown,
  name: InterkassaCheckout['state']['name']
): Promise<InterkassaCheckout> {
  arriveWith(`interkassa=${TOKEN}`)
  const checkout = place(new FakeShop().on('status', json(status)).on('session', json(aSession())))
  await arrived(checkout, name)
  await settle()
  return checkout
}
