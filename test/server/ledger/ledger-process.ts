/** A process of its own on a ledger: what it does stands in its argument, `go` starts it. */
import { once } from 'node:events'
import type { Ledger } from '../../../src/server/ledger/ledger.js'
import { openLedger, type Place } from './place.js'
import { aFingerprint, anAttempt, anEvent, anInvoice, anOrder, CHECKOUT_ID, OWNER } from './records.js'

/** What a process does, and on which ledgers; only `openAll` is for more than one. */
export interface Task {
  readonly does: keyof typeof tasks
  readonly places: readonly Place[]
  readonly name?: string
}

const { does, places, name = '' } = JSON.parse(process.argv[2] ?? '') as Task

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

/** Opens one attempt after the other of one order, each with the number that comes next. */
async function countUp(ledger: Ledger): Promise<number> {
  const order = anOrder('A-1')
  for (let index = 0; index < 50; index += 1) {
    await ledger.transaction(order, async (transaction) => {
      const { attempts } = await transaction.read()
      await transaction.insertAttempt(anAttempt(order, attempts.length + 1))
    })
  }
  return 50
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

/** Opens one fresh ledger after the other, at about the same time as other processes do, and counts them. */
async function openAll(): Promise<number> {
  for (const place of places.slice(1)) {
    const ledger = openLedger(place)
    await ledger.isIssued(CHECKOUT_ID, aFingerprint('a'))
    await ledger.close()
  }
  return places.length - 1
}

const tasks = { raceForOrders, countUp, raceForEvents, openAll, stopInside }

process.send?.('ready')
await once(process, 'message')
const ledger = openLedger(places[0] as Place)
const result = await tasks[does](ledger)
await ledger.close()
process.send?.(result)
process.disconnect()
