import { CURRENCIES, FEW, LIMITED, MANY, TEST } from '../payways.js'
import { choose, find, is, leaveBeside, type Scene } from '../scene.js'
import { json } from '../scripted-shop.js'
import { aLongSession, aSession, aTestSession } from '../session.js'

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
    name: 'ready-found',
    title: 'What a search has found',
    shop: { session: [json(() => aSession({ payways: MANY }))] },
    act: (element) => find(element, 'term'),
    shows: isReady
  },
  {
    name: 'ready-not-found',
    title: 'A search that has found nothing',
    shop: { session: [json(() => aSession({ payways: MANY }))] },
    act: (element) => find(element, 'pigeon'),
    shows: isReady
  },
  {
    name: 'ready-remembered',
    title: 'The payway of the last time first',
    attributes: { 'remember-payway': '' },
    shop: { session: [json(() => aSession()), json(() => aSession({ payways: MANY }))] },
    act(element) {
      const before = { src: '/gallery/before', 'order-id': 'A-1000', 'remember-payway': '' }
      const other = leaveBeside(element, FEW[0].id, before)
      other.addEventListener('interkassa-status', ({ to }) => {
        // a visit later
        if (to === 'leaving') element.setAttribute('order-id', 'A-1002')
      })
    },
    shows: (state) => state.name === 'ready' && state.session.payways.length === MANY.length
  },
  {
    name: 'ready-long',
    title: 'Names and words that are longer than usual',
    shop: { session: [json(aLongSession)] },
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
