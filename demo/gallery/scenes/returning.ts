import { writeReturnFragment } from '../../../src/protocol/index.js'
import { is, type Scene } from '../scene.js'
import { json, refusal, type Reply } from '../scripted-shop.js'
import { aSession, STATUS, TOKEN } from '../session.js'

const tell = (status: keyof typeof STATUS): Reply => json(() => STATUS[status])
const forgotten = refusal(404, 'unknown-token')

/** The payer is back with a token, and the shop's server says this, in this order. */
const back = (name: string, title: string, shows: Scene['shows'], ...status: Reply[]): Scene => ({
  name,
  title,
  fragment: writeReturnFragment(TOKEN),
  shop: { session: [json(() => aSession())], status },
  shows
})

/** After the payer has come back. */
export const returning: readonly Scene[] = [
  back('verifying', 'Asking the shop’s server', is('verifying'), tell('created')),
  back('paid', 'Paid', is('paid'), tell('paid')),
  back('pending', 'On its way', (state) => state.name === 'pending' && state.watching, tell('pending')),
  back(
    'pending-unwatched',
    'On its way, and no longer asked about',
    (state) => state.name === 'pending' && !state.watching,
    tell('pending'),
    forgotten
  ),
  back('unpaid-declined', 'Declined', is('unpaid'), tell('declined')),
  back('unpaid-canceled', 'Canceled', is('unpaid'), tell('canceled')),
  back('unpaid-expired', 'Not paid in time', is('unpaid'), tell('expired')),
  back('unverified-no-answer', 'Nobody could say how it ended', is('unverified'), tell('created'), forgotten),
  {
    name: 'unverified-no-token',
    title: 'Back in a browser that does not know of which payment',
    fragment: writeReturnFragment(undefined),
    shop: {},
    shows: is('unverified')
  },
  {
    name: 'unverified-no-endpoint',
    title: 'Back where there is no server to ask',
    fragment: writeReturnFragment(TOKEN),
    session: () => aSession(),
    shows: is('unverified')
  }
]
