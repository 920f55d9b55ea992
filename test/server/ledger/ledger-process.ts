/** A process of its own on a ledger: what it does and how often is in its arguments, `go` starts it. */
import { once } from 'node:events'
import { sqliteLedger } from '../../../src/server/ledger/sqlite.js'
import type { Ledger } from '../../../src/server/ledger/ledger.js'
import { aFingerprint, anAttempt, anEvent, anInvoice, anOrder, OWNER } from './records.js'

const [file = '', task = '', name = ''] = process.argv.slice(2)

/** Opens the first attempt of every order that has none yet, and counts those. */
async function raceForOrders(ledger: Ledger): Promise<number> {
  const wins = Array.from({ length: 200 }, (_, index) => {
    const order = anOrder(`A-${index}`)
    return ledger.transaction(order, async (transaction) => {
      const { attempts } = await transaction.read()
      if (attempts.length > 0) return false
      await transaction.insertAttempt(anAttempt(order, 1, { description: name }))
      return transaction.enqueue(anEvent(`paid:${order.orderId}`))
    })
  })
  return (await Promise.all(wins)).filter(Boolean).length
}

/** Claims and settles events until none is due, and gives their ids. */
async function raceForEvents(ledger: Ledger): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const claimed = await ledger.claimEvents(OWNER, 1, 1000, 5)
    if (claimed.length === 0) return ids
    for (const { event } of claimed) await ledger.settleEvent(event.id)
    ids.push(...claimed.map(({ event }) => event.id))
  }
}

/** Writes everything there is to write, says so, and never ends. */
function stopInside(ledger: Ledger): Promise<never> {
  const order = anOrder('A-1')
  return ledger.transaction(order, async (transaction) => {
    await transaction.insertAttempt(anAttempt(order))
    await transaction.putInvoice(anInvoice('A-1-1'))
    await transaction.rememberIssued([aFingerprint('a')])
    await transaction.rememberSeen(aFingerprint('b'), 'meaning')
    await transaction.enqueue(anEvent('paid'))
    process.send?.('inside')
    return new Promise<never>(() => undefined)
  })
}

/** Opens one fresh file after the other, at about the same time as other processes do, and counts them. */
async function openFreshFiles(): Promise<number> {
  for (let index = 0; index < 50; index += 1) await sqliteLedger(`${file}-${index}`).close()
  return 50
}

const tasks = { raceForOrders, raceForEvents, openFreshFiles, stopInside }

process.send?.('ready')
await once(process, 'message')
const ledger = sqliteLedger(file)
const result = await tasks[task as keyof typeof tasks](ledger)
await ledger.close()
process.send?.(result)
process.disconnect()
