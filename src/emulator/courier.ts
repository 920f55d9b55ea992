import type { Address } from './addresses.js'
import type { Errands } from './errands.js'
import type { SentFields } from './notification.js'
import { send, type Answer } from './send.js'
import type { Cabinet } from './settings.js'

/** What becomes of notifications: they are sent, held until that changes, or dropped for good. */
export type NotificationMode = 'send' | 'hold' | 'drop'

/** A notification and how it fared. `answers` holds one entry a try. */
export interface Delivery {
  readonly address: Address
  readonly fields: SentFields
  readonly progress: 'held' | 'dropped' | 'sending' | 'delivered' | 'given-up'
  readonly answers: readonly Answer[]
}

/** Brings notifications to the shop, again and again until it answers with the success code. */
export interface Courier {
  readonly deliver: (address: Address, fields: SentFields) => void
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

const PROGRESS = { send: 'sending', hold: 'held', drop: 'dropped' } as const

export function createCourier({ cabinet, errands, mode, answerTimeout }: CourierOptions): Courier {
  const deliveries: Delivery[] = []
  let current = mode

  const change = (index: number, next: (delivery: Delivery) => Delivery) => {
    const delivery = deliveries[index]
    if (delivery) deliveries[index] = next(delivery)
  }

  const bring = async (index: number, { address, fields }: Delivery) => {
    for (const delay of [0, ...cabinet.retries]) {
      if (delay > 0 && !(await errands.pause(delay))) break
      const answer = await send(address, fields, answerTimeout, errands.stopped)
      const isReceived = 'status' in answer && answer.status === cabinet.successCode
      change(index, (delivery) => ({
        ...delivery,
        answers: [...delivery.answers, answer],
        progress: isReceived ? 'delivered' : 'sending'
      }))
      if (isReceived) return
    }
    change(index, (delivery) => ({ ...delivery, progress: 'given-up' }))
  }

  const handle = (index: number) => {
    change(index, (delivery) => {
      if (current === 'send') errands.start(() => bring(index, delivery))
      return { ...delivery, progress: PROGRESS[current] }
    })
  }

  return {
    deliver: (address, fields) =>
      handle(deliveries.push({ address, fields, progress: 'held', answers: [] }) - 1),
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
