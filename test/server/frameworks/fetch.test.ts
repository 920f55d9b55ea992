import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { BASE_URL, FORM, openShop, type Shop } from '../fixtures.js'
import { payTheWholeWay, seeRefusedByName, sendTooMuch, type Send } from './journey.js'

/** A fetch handler of the shop's own, which does something with each request before it hands it on. */
const sendThrough =
  ({ checkout }: Shop, before: (request: Request) => unknown = () => undefined): Send =>
  async (path, init) => {
    const request = new Request(BASE_URL + path, init)
    await before(request)
    return checkout.fetch(request)
  }

suite('A fetch handler around the checkout', () => {
  test('that hands a request on, or reads a copy of it: a payment goes its whole way', async () => {
    await payTheWholeWay(sendThrough(openShop()))
    await payTheWholeWay(sendThrough(openShop(), (request) => request.clone().text()))
  })

  test('that has read the body: refused by name, the line to change is logged', async (context) => {
    const log = context.mock.method(console, 'error', () => undefined)
    await seeRefusedByName(sendThrough(openShop(), (request) => request.text()))
    assert.match(String(log.mock.calls[0]?.arguments[1]), /request\.clone\(\)/)
  })

  test('more than 16 KiB is refused', async () => {
    await sendTooMuch(sendThrough(openShop()))
  })

  test('more than 16 KiB that are announced: nothing of it is read', async () => {
    let read = 0
    const body = new ReadableStream(
      { pull: (controller) => controller.enqueue(new Uint8Array(++read)) },
      { highWaterMark: 0 }
    )
    const headers = { 'content-type': FORM, 'content-length': '16385' }
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
    const answer = await openShop().checkout.fetch(new Request(`${BASE_URL}/notify`, init))
    assert.deepEqual([answer.status, read], [413, 0])
  })
})
