import { expect } from '@open-wc/testing'
import type { InterkassaCheckout } from '../../src/element/index.js'
import {
  arriveWith,
  cleanUp,
  find,
  findAll,
  labelsOf,
  place,
  press,
  replace,
  settle,
  until
} from './support/checkout.js'
import { FakeClock } from './support/clock.js'
import { STATUS, TOKEN } from './support/session.js'
import { FakeShop, json, offline } from './support/shop.js'

describe('what the payer can take along', () => {
  const clock = new FakeClock()

  beforeEach(() => clock.install())
  afterEach(() => {
    clock.uninstall()
    cleanUp()
  })

  it('is copied as a line for each fact', async () => {
    const copied = clipboard()
    const checkout = await told(STATUS.paid)

    press(checkout, 'Copy')
    await settle()

    const [text] = copied
    const time = find(checkout, 'dl > :nth-child(3) > dd').textContent
    expect(text?.split('\n')).to.deep.equal([
      'Amount: UAH\u00a01,250.50',
      'Paid with: Visa',
      `Date: ${time}`,
      'Reference: A-1001-1'
    ])
  })

  it('is said to be copied on the button and aloud, each time, for a while', async () => {
    clipboard()
    const checkout = await told(STATUS.paid)
    const heard = listen(checkout)

    press(checkout, 'Copy')
    await settle()
    expect(labelsOf(checkout)).to.deep.equal(['Copied', 'Print'])
    await clock.pass(3000)
    expect(labelsOf(checkout)).to.deep.equal(['Copy', 'Print'])
    press(checkout, 'Copy')
    await settle()

    expect(heard).to.deep.equal(['Copied', 'Copied'])
  })

  it('keeps the button that was pressed, and the focus on it', async () => {
    clipboard()
    const checkout = await told(STATUS.paid)
    const copy = find(checkout, '[part=copy]')
    copy.focus()

    copy.click()
    await settle()

    expect(find(checkout, '[part=copy]')).to.equal(copy)
    expect(checkout.shadowRoot?.activeElement).to.equal(copy)
  })

  it('stays copied while the shop says the same again', async () => {
    clipboard()
    const checkout = await told(STATUS.pending)
    const { state } = checkout

    press(checkout, 'Copy')
    await clock.pass(2400)

    expect(checkout.state).not.to.equal(state)
    expect(labelsOf(checkout)).to.deep.equal(['Copied'])
  })

  it('is not said to be copied when it is something else', async () => {
    clipboard()
    const checkout = await told(STATUS.pending, STATUS.paid)

    press(checkout, 'Copy')
    await clock.pass(2400)

    expect(labelsOf(checkout)).to.deep.equal(['Copy', 'Print'])
  })

  for (const [status, labels] of [
    [STATUS.created, []],
    [STATUS.pending, ['Copy']],
    [STATUS.declined, ['Copy', 'Try again']],
    [STATUS.paid, ['Copy', 'Print']]
  ] as const) {
    it(`has what it needs when a payment is ${status.state}`, async () => {
      const checkout = await told(status)

      expect(labelsOf(checkout)).to.deep.equal(labels)
    })
  }

  it('is the order’s number where there was no session', async () => {
    const copied = clipboard()
    const checkout = place(new FakeShop().on('session', offline))
    await until(checkout, 'failed')

    press(checkout, 'Copy')

    expect(copied).to.deep.equal(['Order: A-1001'])
  })

  it('is selected instead where copying is forbidden', async () => {
    replace(navigator, 'clipboard', {
      writeText: () => Promise.reject(new DOMException('', 'NotAllowedError'))
    })
    const checkout = await told(STATUS.declined)
    const heard = listen(checkout)

    press(checkout, 'Copy')
    await settle()

    expect(getSelection()?.toString()).to.contain('Reference').and.to.contain('A-1001-1')
    expect(labelsOf(checkout)).to.deep.equal(['Copy', 'Try again'])
    expect(heard).to.deep.equal([])
  })

  it('cannot be copied where there is no clipboard, nor printed where there is no printer', async () => {
    replace(navigator, 'clipboard', undefined)
    replace(window, 'print', undefined)

    const checkout = await told(STATUS.paid)

    expect(labelsOf(checkout)).to.deep.equal([])
    expect(findAll(checkout, 'dl > div')).to.have.lengthOf(4)
  })

  it('is printed with the page', async () => {
    let printed = 0
    replace(window, 'print', () => {
      printed++
    })
    const checkout = await told(STATUS.paid)

    press(checkout, 'Print')

    expect(printed).to.equal(1)
  })

  /** Takes the clipboard's place: what would be in it. */
  const clipboard = (): string[] => {
    const copied: string[] = []
    replace(navigator, 'clipboard', {
      writeText: (text: string) => {
        copied.push(text)
        return Promise.resolve()
      }
    })
    return copied
  }

  /** Whatever the live region says from now on. */
  const listen = (checkout: InterkassaCheckout): string[] => {
    const heard: string[] = []
    const observer = new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const { textContent } of addedNodes) heard.push(textContent ?? '')
    })
    observer.observe(find(checkout, '[role=status]'), { childList: true })
    return heard
  }

  const told = async (...answers: unknown[]): Promise<InterkassaCheckout> => {
    arriveWith(`interkassa=${TOKEN}`)
    const checkout = place(new FakeShop().on('status', ...answers.map((answer) => json(answer))))
    await clock.pass(0)
    return checkout
  }
})
