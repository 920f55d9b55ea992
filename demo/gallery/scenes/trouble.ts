import { FEW } from '../payways.js'
import { is, leaveBeside, type Scene } from '../scene.js'
import { heard, json, offline, refusal, type Script } from '../scripted-shop.js'
import { aSecondSession, aSession, STATUS } from '../session.js'
import { pass } from '../standstill.js'

const locked = (status?: Script['status']): Script => ({
  session: [json(aSecondSession)],
  ...(status && { status })
})

const failed = (name: string, title: string, reply: NonNullable<Script['session']>[number]): Scene => ({
  name,
  title,
  shop: { session: [reply] },
  shows: is('failed')
})

/** Where nobody should pay just now, and why. */
export const trouble: readonly Scene[] = [
  {
    name: 'locked-asking',
    title: 'An earlier attempt: asking how it went',
    shop: locked(),
    shows: (state) => state.name === 'locked' && state.attempt === 'asking'
  },
  {
    name: 'locked-pending',
    title: 'An earlier attempt is on its way',
    shop: locked([json(() => STATUS.pending)]),
    shows: (state) => state.name === 'locked' && state.attempt === 'pending'
  },
  {
    name: 'locked-unknown',
    title: 'Nobody knows what became of an earlier attempt',
    shop: locked([refusal(404, 'unknown-token')]),
    shows: (state) => state.name === 'locked' && state.attempt === 'unknown' && !state.watching
  },
  {
    name: 'locked-elsewhere',
    title: 'Being paid in another tab',
    shop: { session: [json(() => aSession())], status: [json(() => STATUS.created)], leave: [heard] },
    act(element) {
      leaveBeside(element, FEW[0].id, { src: '/gallery/locked-elsewhere', 'order-id': 'A-1001' })
    },
    shows: (state) => state.name === 'locked' && state.attempt === 'elsewhere'
  },
  failed('failed-offline', 'No connection', offline),
  failed('failed-later', 'The shop does not answer', refusal(503, 'unavailable')),
  failed(
    'failed-wait',
    'Opened too often: try again later',
    refusal(429, 'too-many-attempts', { 'retry-after': '300' })
  ),
  failed('failed-final', 'Nothing can be paid here', refusal(403, 'foreign-origin')),
  failed('failed-order-unknown', 'An order that the shop does not know', refusal(404, 'order-unknown')),
  failed('failed-order-paid', 'An order that is paid already', refusal(409, 'order-paid')),
  {
    name: 'failed-foreign-frame',
    title: 'In a frame of another site',
    shop: { session: [json(() => aSession())] },
    framed: true,
    shows: is('failed')
  },
  {
    name: 'expired',
    title: 'Time is up, and there is nobody to ask for another session',
    session: () => aSession({}, 1),
    act: () => pass(1),
    shows: is('expired')
  }
]
