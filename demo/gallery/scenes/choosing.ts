import { CURRENCIES, FEW, LIMITED, MANY, TEST } from '../payways.js'
import { choose, is, type Scene } from '../scene.js'
import { json } from '../scripted-shop.js'
import { aSession, aTestSession } from '../session.js'

const isReady = is('ready')

/** Before the payer has chosen, and after. */
export const choosing: readonly Scene[] = [
  {
    name: 'loading',
    title: 'Asking the shop for a session',
    shop: {},
    shows: is('loading')
  },
  {
    name: 'ready',
    title: 'Some payways, one beyond its limit',
    shop: { session: [json(() => aSession())] },
    shows: isReady
  },
  {
    name: 'ready-chosen',
    title: 'One of them chosen',
    shop: { session: [json(() => aSession())] },
    act: (element) => choose(element, FEW[1].id),
    shows: (state) => state.name === 'ready' && state.payway !== null
  },
  {
    name: 'ready-many',
    title: 'Many payways, with a search',
    shop: { session: [json(() => aSession({ payways: MANY }))] },
    shows: isReady
  },
  {
    name: 'ready-one',
    title: 'One payway: nothing to choose',
    shop: { session: [json(() => aSession({ payways: [FEW[0]] }))] },
    shows: isReady
  },
  {
    name: 'ready-grid',
    title: 'Payways as tiles',
    attributes: { layout: 'grid' },
    shop: { session: [json(() => aSession({ payways: MANY.slice(0, 7) }))] },
    act: (element) => choose(element, MANY[2]?.id ?? ''),
    shows: (state) => state.name === 'ready' && state.payway !== null
  },
  {
    name: 'ready-currencies',
    title: 'Payways with several currencies',
    shop: { session: [json(() => aSession({ payways: [...CURRENCIES] }))] },
    act: (element) => choose(element, CURRENCIES[1].id),
    shows: (state) => state.name === 'ready' && state.payway !== null
  },
  {
    name: 'ready-limits',
    title: 'Payways that this amount is too small or too great for',
    shop: { session: [json(() => aSession({ payways: [...LIMITED] }))] },
    shows: isReady
  },
  {
    name: 'ready-near-end',
    title: 'Near the end of the time to pay',
    shop: { session: [json(() => aSession({}, 270_000))] },
    shows: isReady
  },
  {
    name: 'ready-test',
    title: 'Test mode',
    shop: { session: [json(() => aTestSession([TEST]))] },
    shows: isReady
  },
  {
    name: 'empty',
    title: 'No payway but Interkassa’s own page',
    shop: { session: [json(() => aSession({ payways: [] }))] },
    shows: is('empty')
  }
]
