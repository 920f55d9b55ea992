import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { CHECKOUT_ID, pay, VISA } from '../emulator/payer.js'
import { ACCOUNT, allOf, codeOf, openGateway } from './gateway.js'

const DAY = 24 * 60 * 60 * 1000
const today = () => ({ from: new Date(), to: new Date() })

suite('The API client reads', () => {
  test('accounts, and tells the business account', async (t) => {
    const { api } = await openGateway(t)
    const account = { id: ACCOUNT, name: 'Emulated account', isBusiness: true }
    assert.deepEqual(await api.accounts(), [account])
    assert.deepEqual(await api.account(ACCOUNT), account)
  })

  test('checkouts with the aliases of their payways', async (t) => {
    const { api } = await openGateway(t)
    const [checkout] = await api.checkouts()
    assert.equal(checkout?.id, CHECKOUT_ID)
    assert.ok(Object.values(checkout.payways).includes(VISA))
    assert.deepEqual(await api.checkout(CHECKOUT_ID), checkout)
  })

  test('purses, and decimal text for their balance', async (t) => {
    const { api, url, asked } = await openGateway(t)
    await pay(url, 'success', { ik_am: '100.10' })
    const [purse] = await api.purses({ checkoutId: CHECKOUT_ID, currency: 'UAH' })
    assert.equal(purse?.balance, '100.1')
    assert.deepEqual(await api.purse(purse.id), purse)
    assert.equal(asked[1], `GET purse?checkoutId=${CHECKOUT_ID}&currency=UAH`)
    assert.deepEqual(await api.purses({ currency: 'USD' }), [])
  })

  test('payways of a checkout, with their names by language', async (t) => {
    const { api } = await openGateway(t, {
      settings: {
        payways: [
          { alias: VISA, name: 'Visa' },
          { alias: 'privat24_merchant_uah', on: false }
        ]
      }
    })
    const payways = await api.payways({ checkoutId: CHECKOUT_ID })
    assert.deepEqual(
      payways.map(({ alias, method, currency, processor, names }) => [
        alias,
        method,
        currency,
        processor,
        names.uk
      ]),
      [[VISA, 'visa', 'UAH', 'cpaytrz', 'Visa']]
    )
    assert.deepEqual(await api.payway(payways[0]?.id ?? ''), payways[0])
    assert.deepEqual(await api.payways({ checkoutId: 'another' }), [])
  })

  test('currencies, for which it shows nobody its credentials', async (t) => {
    const { client, emulator } = await openGateway(t)
    const shown: (string | null)[] = []
    const api = client({
      fetch: (request) => {
        shown.push(request.headers.get('authorization'))
        return emulator.fetch(request)
      }
    })
    const [currency] = await api.currencies()
    assert.deepEqual(currency, {
      code: 'UAH',
      rates: { UAH: { in: '1', out: '1' }, XTS: { in: '1', out: '1' } }
    })
    assert.deepEqual(shown, [null])
  })

  test('an invoice by its id, as the payment book has it', async (t) => {
    const { api, url, emulator } = await openGateway(t)
    await pay(url, 'success', { ik_am: '100.50' })
    const [paid] = emulator.invoices()
    const invoice = await api.invoice(paid?.id ?? '')
    assert.deepEqual(
      { ...invoice, created: null, processed: null },
      {
        id: paid?.id,
        checkoutId: CHECKOUT_ID,
        paymentNo: 'A-1001-1',
        state: 7,
        stateName: 'success',
        amount: '100.5',
        currency: 'UAH',
        credited: '100.5',
        creditedCurrency: 'UAH',
        payway: VISA,
        created: null,
        processed: null
      }
    )
  })

  test('an invoice of which the gateway says no amount and no payway', async (t) => {
    const { api, url, emulator, client } = await openGateway(t, {
      settings: {
        api: { user: 'u', key: 'k', business: false, invoiceFields: 'seen' },
        fee: { percent: 3, payer: 'checkout' }
      }
    })
    assert.equal(await codeOf(api.accounts()), 'api-denied')
    await pay(url, 'success')
    const own = client({ apiUser: 'u', apiKey: 'k' })
    const invoice = await own.invoice(emulator.invoices()[0]?.id ?? '')
    const { state, amount, currency, payway, credited, creditedCurrency } = invoice ?? {}
    assert.deepEqual([state, amount, currency, payway], [7, null, null, null])
    assert.deepEqual([credited, creditedCurrency], ['97', 'UAH'])
  })

  const states = { success: 7, fail: 9, cancel: 8 } as const
  for (const [outcome, state] of Object.entries(states)) {
    test(`state ${state} of a payment that ended with ${outcome}`, async (t) => {
      const { api, url } = await openGateway(t)
      await pay(url, outcome as keyof typeof states)
      assert.deepEqual(
        (await allOf(api.invoices(today()))).map((invoice) => invoice.state),
        [state]
      )
    })
  }
})

suite('Invoices of a range', () => {
  test('come by days, a day more on either side, each invoice once', async (t) => {
    const { api, url, asked } = await openGateway(t)
    await pay(url, 'success')
    await pay(url, 'fail', { ik_pm_no: 'A-1001-2' })
    const from = new Date(Date.now() - DAY)
    const invoices = await allOf(api.invoices({ from, to: new Date(), checkoutId: CHECKOUT_ID }))
    assert.deepEqual(invoices.map(({ paymentNo }) => paymentNo).sort(), ['A-1001-1', 'A-1001-2'])
    const day = (offset: number) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10)
    assert.deepEqual(
      asked.slice(1),
      [-2, -1, 0, 1].map(
        (offset) =>
          `GET co-invoice?fromDate=${day(offset)}&toDate=${day(offset + 1)}&checkoutId=${CHECKOUT_ID}`
      )
    )
  })

  test('stop being asked for when nobody reads on', async (t) => {
    const { api, asked } = await openGateway(t)
    const from = new Date(Date.now() - 30 * DAY)
    for await (const page of api.invoices({ from, to: new Date() })) {
      assert.deepEqual(page, [])
      break
    }
    assert.equal(asked.length, 2, 'the account, and one day')
  })

  test('are not asked for backwards, nor for years', async (t) => {
    const { api, asked } = await openGateway(t)
    const now = new Date()
    for (const from of [new Date(now.getTime() + 1), new Date(now.getTime() - 500 * DAY), new Date(NaN)]) {
      assert.equal(await codeOf(allOf(api.invoices({ from, to: now }))), 'bad-request')
    }
    assert.deepEqual(asked, [])
  })
})

suite('The business account', () => {
  test('is looked up once and named from then on', async (t) => {
    const { api, asked } = await openGateway(t)
    await Promise.all([api.checkouts(), api.purses()])
    await api.payways()
    assert.deepEqual(asked, ['GET account', 'GET checkout', 'GET purse', 'GET paysystem-input-payway'])
  })

  test('is not looked up where it is given, and not named where there is none', async (t) => {
    const { client, asked } = await openGateway(t)
    assert.equal((await client({ accountId: ACCOUNT }).checkouts()).length, 1)
    assert.equal(await codeOf(client({ accountId: null }).checkouts()), 'api-denied')
    assert.deepEqual(asked, ['GET checkout', 'GET checkout'])
  })

  for (const fault of ['api-html', 'api-odd'] as const) {
    test(`is looked up again after that has failed with ${fault}`, async (t) => {
      const { api, emulator } = await openGateway(t, { faults: [fault] })
      assert.equal(await codeOf(api.checkouts()), 'api-bad-answer')
      emulator.faults = []
      assert.equal((await api.checkouts()).length, 1)
    })
  }
})

suite('A refund', () => {
  test('gives money back once, and is seen in the invoice', async (t) => {
    const { api, url, emulator, asked } = await openGateway(t)
    await pay(url, 'success')
    const id = emulator.invoices()[0]?.id ?? ''
    const answer = await api.refund({
      id,
      amount: '100.00',
      merchantOrderId: 'A-1001',
      description: 'Broken'
    })
    assert.equal(answer.id, id)
    assert.equal((await api.invoice(id))?.state, 6)
    assert.equal(await codeOf(api.refund({ id, amount: '100.00' })), 'api-refused')
    assert.ok(asked.includes('POST refund'))
  })

  test('is asked for by an id and decimal text, or not at all', async (t) => {
    const { api, asked } = await openGateway(t)
    for (const [id, amount] of [
      ['1', '1,00'],
      ['1', '-1'],
      ['1', '0'],
      ['../account', '1.00']
    ] as const) {
      assert.equal(await codeOf(api.refund({ id, amount })), 'bad-request')
    }
    assert.deepEqual(asked, [])
  })
})

test('An id that would lead elsewhere is not asked for', async (t) => {
  const { api, asked } = await openGateway(t)
  for (const id of ['', '..', '1/2', '1?x=1', 'а', '1'.repeat(65)]) {
    assert.equal(await codeOf(api.invoice(id)), 'bad-request', id)
    assert.equal(await codeOf(api.account(id)), 'bad-request', id)
  }
  assert.deepEqual(
    asked.filter((path) => path !== 'GET account'),
    []
  )
})
