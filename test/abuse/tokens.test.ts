import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { randomBytes } from 'node:crypto'
import { openShop, type Shop } from '../server/fixtures.js'

const TIMES = 10_000

/** A shop with a payment that somebody may look for. */
async function shopWithPayment(): Promise<Shop> {
  const shop = openShop()
  await shop.session()
  return shop
}

/** All that an answer says, once for all answers that say the same. */
async function answersTo(shop: Shop, paths: Iterable<string>): Promise<Set<string>> {
  const said = new Set<string>()
  for (const path of paths) {
    const answer = await shop.ask(path)
    said.add(`${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`)
  }
  return said
}

function* times(path: (time: number) => string): Generator<string> {
  for (let time = 1; time <= TIMES; time++) yield path(time)
}

suite('Ten thousand guesses at a payment', () => {
  test('STA-009: by tokens of the right form get one and the same 404', async () => {
    const shop = await shopWithPayment()
    const said = await answersTo(shop, [
      '/status?t=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      ...times(() => `/status?t=${randomBytes(24).toString('base64url')}`)
    ])
    assert.equal(said.size, 1)
    assert.match(String([...said]), /^404 /)
  })

  for (const [way, path] of Object.entries<(number: string) => string>({
    'as a token': (number) => `/status?t=${number}`,
    'as a path': (number) => `/status/${number}`,
    'as a parameter': (number) => `/status?orderId=${number}&ik_pm_no=${number}`
  })) {
    test(`STA-010: by numbers of payments ${way} find none`, async () => {
      const shop = await shopWithPayment()
      const said = await answersTo(shop, [
        path('A-1001-1'),
        path('A-1001'),
        ...times((time) => path(String(time)))
      ])
      assert.equal(said.size, 1)
      assert.match(String([...said]), /^404 /)
    })
  }

  test('are answered otherwise than the one who knows', async () => {
    const shop = await shopWithPayment()
    const { statusToken = '' } = await shop.session()
    assert.match(String([...(await answersTo(shop, [`/status?t=${statusToken}`]))]), /^200 /)
  })
})
