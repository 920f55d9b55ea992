import { InterkassaError, writeReturnFragment } from '../../protocol/index.js'
import { failure, logFailure, plain } from '../calls/answers.js'
import { orderKeyOf } from '../judging/record-message.js'
import type { AttemptRecord } from '../ledger/ledger.js'
import type { Settings } from '../options.js'
import { noteReturned } from '../selling/note-sent.js'
import { attemptByToken } from '../selling/status-token.js'
import type { Route, RouteContext } from './route.js'

const OUTCOMES = ['success', 'pending', 'fail']

/**
 * `GET` or `POST /return/success`, `/pending` and `/fail`, each also with a status token behind: sends the payer on to
 * the shop's page. What the gateway appends to it, and by which of the three the payer came, proves nothing and is not
 * read; the page asks for the state. A POST from the gateway arrives without the shop's cookies; the 303 makes a GET
 * of it, which has them.
 */
export const handleReturn: Route = async (call, context, [outcome = '', token, ...more]) => {
  if (!OUTCOMES.includes(outcome) || more.length > 0)
    return failure(new InterkassaError('not-found', 'no such route'))
  if (call.method !== 'GET' && call.method !== 'POST') {
    return failure(new InterkassaError('method-not-allowed', call.method), { allow: 'GET, POST' })
  }
  const { settings } = context
  const attempt = await arrivedWith(context, token)
  return plain(303, null, {
    location: returnAddress(settings, attempt?.orderId, attempt?.statusToken),
    'referrer-policy': 'no-referrer'
  })
}

/** Whoever comes back has been away with it. A payer is not stopped here because the ledger cannot be reached. */
async function arrivedWith(
  { settings, reconciler }: RouteContext,
  token?: string
): Promise<AttemptRecord | null> {
  try {
    const attempt = await attemptByToken(settings, token)
    if (!attempt) return null
    const { paymentNo } = attempt
    await settings.ledger.transaction(orderKeyOf(attempt), (transaction) =>
      noteReturned(transaction, paymentNo, Date.now())
    )
    reconciler.kick(attempt)
    return attempt
  } catch (error) {
    logFailure('/return', error)
    return null
  }
}

/** The shop's page, with what the element needs in the fragment, which reaches no server and no log. */
export function returnAddress({ returnTo }: Settings, orderId?: string, statusToken?: string): string {
  const [address = ''] = returnTo(orderId).split('#')
  return address + writeReturnFragment(statusToken)
}
