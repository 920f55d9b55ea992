import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { minimalServer } from '../../demo/minimal-server.js'
import { anAccount, anAttempt, FORM, notification } from '../server/fixtures.js'

const GATEWAY = 'http://127.0.0.1:9999/'

/** The server on a free port, and what it holds for paid. */
async function openMinimalServer(t: TestContext, paid = new Set<string>()) {
  const server = minimalServer(anAccount(), GATEWAY, '/checkout.js', paid).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const notify = async (body: string) => {
    const headers = { 'content-type': FORM }
    return (await fetch(`${url}/notify`, { method: 'POST', headers, body })).status
  }
  return { server, port, url, paid, notify }
}

/** Not `once()`, which would hear of the error of an aborted request, and so keep it from ending the process. */
const closeOf = (incoming: NodeJS.EventEmitter) => new Promise((resolve) => incoming.once('close', resolve))

const tea = (number: number) =>
  anAttempt({ paymentNo: `tea-${number}`, amount: '165.00', description: 'Meadow tea' })

describe('the minimal server', () => {
  it('sells on its one page, to whoever comes back too, and nowhere else', async (t) => {
    const { url } = await openMinimalServer(t)

    const numbers = []
    for (const path of ['/', '/favicon.ico', '/thanks', '/?ik_inv_st=success']) {
      const answer = await fetch(url + path)
      numbers.push([answer.status, /tea-\d/.exec(await answer.text())?.[0]])
    }

    assert.deepEqual(numbers, [
      [200, 'tea-1'],
      [404, undefined],
      [404, undefined],
      [200, 'tea-2']
    ])
  })

  it('hears of a payment again where it could not write it down', async (t) => {
    const paid = new Set<string>()
    const { url, notify } = await openMinimalServer(t, paid)
    await fetch(url)
    const add = t.mock.method(paid, 'add', () => {
      throw new Error('disk full')
    })

    assert.equal(await notify(notification(tea(1))), 503)
    add.mock.restore()
    assert.equal(await notify(notification(tea(1))), 200)

    assert.deepEqual([...paid], ['tea-1'])
  })

  it('answers 404 to a payment that it does not know, and 400 to what nobody signed', async (t) => {
    const { url, paid, notify } = await openMinimalServer(t)
    await fetch(url)

    assert.equal(await notify(notification(tea(2))), 404)
    assert.equal(await notify(notification(tea(1)).replace('165.00', '1.65')), 400)

    assert.equal(paid.size, 0)
  })

  it('reads no more than 16 KiB, and goes on selling', async (t) => {
    const { server, url } = await openMinimalServer(t)
    const upload = request(`${url}/notify`, { method: 'POST' })
    upload.on('error', () => undefined)
    const arrived = once(server, 'request')
    upload.write('a'.repeat(20_000))

    const [incoming] = (await arrived) as [NodeJS.EventEmitter]
    await closeOf(incoming)

    assert.equal((await fetch(url)).status, 200)
    upload.destroy()
  })

  it('outlives a client that hangs up', async (t) => {
    const { server, port, url } = await openMinimalServer(t)
    const socket = connect(port, '127.0.0.1')
    const arrived = once(server, 'request')
    socket.write('POST /notify HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nik_am')

    const [incoming] = (await arrived) as [NodeJS.EventEmitter]
    socket.destroy()
    await closeOf(incoming)

    assert.equal((await fetch(url)).status, 200)
  })
})
