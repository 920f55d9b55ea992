import { FIELDS } from '../protocol/index.js'
import type { Address } from './addresses.js'
import type { Errands } from './errands.js'
import type { Dispatch } from './faults.js'
import type { SentFields } from './notification.js'
import { send, type Answer, type Pairs } from './send.js'
import type { Cabinet } from './settings.js'

/** What becomes of notifications: they are sent, held until that changes, or dropped for good. */
export type NotificationMode = 'send' | 'hold' | 'drop'

/** A notification and how it fared. `answers` holds one entry a try. */
export interface Delivery {
  readonly address: Address
  readonly fields: SentFields
  /** The fields as they are sent: a fault may have repeated one. */
  readonly pairs: Pairs
  readonly progress: 'held' | 'dropped' | 'sending' | 'delivered' | 'given-up'
  readonly answers: readonly Answer[]
}

/** Brings notifications to the shop, again and again until it answers with the success code. */
export interface Courier {
  /** Brings it as it is to be dispatched; a dispatch of no times is dropped. */
  readonly deliver: (address: Address, dispatch: Dispatch) => void
  readonly deliveries: () => readonly Delivery[]
  mode: NotificationMode
}

export interface CourierOptions {
  readonly cabinet: Cabinet
  readonly errands: Errands
  readonly mode: NotificationMode
  /** Milliseconds after which the shop's silence counts as an answer that failed. */
  readonly answerTimeout: number
}

/** What a fault did to a delivery's time: milliseconds before the first try, and whether it keeps its turn. */
interface Timing {
  readonly delay: number
  readonly isInTurn: boolean
}

const PROGRESS = { send: 'sending', hold: 'held', drop: 'dropped' } as const

export function createCourier({ cabinet, errands, mode, answerTimeout }: CourierOptions): Courier {
  const deliveries: Delivery[] = []
  const timings: Timing[] = []
  const turns = new Map<string, Promise<unknown>>()
  let current = mode

  const change = (index: number, next: (delivery: Delivery) => Delivery) => {
    const delivery = deliveries[index]
    if (delivery) deliveries[index] = next(delivery)
  }

  const tryOnce = async (index: number, { address, pairs }: Delivery) => {
    const answer = await send(address, pairs, answerTimeout, errands.stopped)
    change(index, (delivery) => ({ ...delivery, answers: [...delivery.answers, answer] }))
    return 'status' in answer && answer.status === cabinet.successCode
  }

  /** Of one invoice, what happened first is sent first; after that each notification keeps its own schedule. */
  const takeTurn = (index: number, delivery: Delivery) => {
    const invoice = delivery.fields[FIELDS.invoiceId.wire] ?? ''
    const before = turns.get(invoice) ?? Promise.resolve()
    const turn = before.then(() => tryOnce(index, delivery))
    turns.set(invoice, turn)
    return turn
  }

  /** What comes late, or as a copy, keeps no turn: that is what is wrong with it. */
  const tryFirst = async (index: number, delivery: Delivery) => {
    const { delay = 0, isInTurn = true } = timings[index] ?? {}
    if (delay > 0) return (await errands.pause(delay)) && tryOnce(index, delivery)
    return isInTurn ? takeTurn(index, delivery) : tryOnce(index, delivery)
  }

  const bring = async (index: number, delivery: Delivery) => {
    let isReceived = await tryFirst(index, delivery)
    for (const delay of cabinet.retries) {
      if (isReceived || !(await errands.pause(delay))) break
      isReceived = await tryOnce(index, delivery)
    }
    change(index, (tried) => ({ ...tried, progress: isReceived ? 'delivered' : 'given-up' }))
  }

  const handle = (index: number) => {
    change(index, (delivery) => {
      if (current === 'send') errands.start(() => bring(index, delivery))
      return { ...delivery, progress: PROGRESS[current] }
    })
  }

  return {
    deliver: (address, { pairs, delay, times }) => {
      const told = { address, fields: Object.fromEntries(pairs), pairs, answers: [] }
      if (times === 0) deliveries.push({ ...told, progress: 'dropped' })
      for (let copy = 0; copy < times; copy++) {
        const index = deliveries.push({ ...told, progress: 'held' }) - 1
        timings[index] = { delay, isInTurn: copy === 0 }
        handle(index)
      }
    },
    deliveries: () => [...deliveries],
    get mode() {
      return current
    },
    set mode(next) {
      current = next
      deliveries.forEach(({ progress }, index) => progress === 'held' && handle(index))
    }
  }
}
