import { FIELDS } from '../../src/protocol/index.js'
import { signedText } from '../../src/server/signing/signature.js'
import type { Fields } from '../server/fixtures.js'
import { CARELESS_FORMS, sessionForms } from './rekeying-forms.js'
import { search } from './rekeying-search.js'
import { countRekeyings, everyReading, everyRekeying } from './rekeyings.js'

/**
 * Prints, of every known form, how many messages there are with its signature under the names of a notification, how
 * many readings under any names, and how many of both pass for a payment without and with the memory of forms.
 */
const MOST = 20_000_000
const { amount, checkoutId, currency, invoiceId, invoiceState, paymentNo, payway } = FIELDS
const needed = [amount, checkoutId, currency, invoiceId, invoiceState, paymentNo, payway].map(
  ({ wire }) => wire
)

/** Those that the verifier would not refuse at once for a field that is missing. */
function* complete(messages: Iterable<Fields>): Generator<Fields> {
  for (const message of messages) if (needed.every((name) => name in message)) yield message
}

console.log(
  'form | re-keyings | paid, no defence | paid, with it | readings by any names | no defence | with it'
)
for (const { title, fields } of [...CARELESS_FORMS, ...sessionForms()]) {
  const text = signedText(fields)
  const count = countRekeyings(text)
  const named = count > MOST ? null : await search(fields, complete(everyRekeying(text)))
  const read = await search(fields, everyReading(text))
  const cells = [title, count]
  cells.push(...(named ? [named.unguarded.length, named.guarded.length] : ['not tried', 'not tried']))
  cells.push(read.tried, read.unguarded.length, read.guarded.length)
  console.log(cells.join(' | '))
}
