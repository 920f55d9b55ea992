import { html, type Html } from './html.js'

/** A small page of our own. Texts are in both languages, since a browser without JavaScript chooses none. */
export interface Page {
  readonly status: number
  /** `same-origin` where the page posts back to us and its `Origin` has to arrive. */
  readonly referrer: 'no-referrer' | 'same-origin'
  readonly script: boolean
  readonly render: (nonce: string) => string
}

const MESSAGES = {
  'bad-request': [400, 'This form cannot be read', 'Цю форму не вдалося прочитати'],
  'order-unknown': [404, 'This order cannot be paid here', 'Це замовлення тут не можна оплатити'],
  'order-paid': [409, 'This order is paid already', 'Це замовлення вже оплачено'],
  'attempts-exhausted': [
    409,
    'There were too many attempts to pay this order. Please contact the shop.',
    'Забагато спроб оплатити це замовлення. Зверніться, будь ласка, до магазину.'
  ],
  'too-many-attempts': [
    429,
    'There were too many attempts to pay this order. Please try again later.',
    'Забагато спроб оплатити це замовлення. Спробуйте, будь ласка, пізніше.'
  ],
  unavailable: [
    503,
    'The payment cannot be started right now. Please try again in a minute.',
    'Зараз не вдається розпочати оплату. Спробуйте, будь ласка, за хвилину.'
  ]
} as const

export function messagePage(message: keyof typeof MESSAGES): Page {
  const [status, en, uk] = MESSAGES[message]
  return page(status, bilingual(en, uk))
}

export interface Choice {
  readonly orderId: string
  readonly payway: string | null
}

/** Asks the payer whether the payment is theirs. Its form comes back with a value that only this page has. */
export function confirmPage(choice: Choice, confirmation: string): Page {
  const { orderId } = choice
  const question = html`<p lang="uk">Оплатити замовлення <bdi>${orderId}</bdi>?</p>
    <p lang="en">Pay for order <bdi>${orderId}</bdi>?</p>`
  return questionPage(question, choice, confirmation)
}

/** Asks whether to pay once more while an earlier payment of the order is on its way. */
export function payAgainPage(choice: Choice, confirmation: string): Page {
  const question = bilingual(
    'You have started to pay for this order already, and that payment is still being checked. If you pay once more, you may pay twice.',
    'Ви вже почали оплачувати це замовлення, і той платіж ще перевіряється. Якщо заплатити ще раз, можна заплатити двічі.'
  )
  return questionPage(question, choice, confirmation)
}

/** The form comes back to us, and only `same-origin` lets its `Origin` arrive. */
function questionPage(question: Html, { orderId, payway }: Choice, confirmation: string): Page {
  const body = html`${question}
    <form method="post">
      <input type="hidden" name="orderId" value="${orderId}" />
      ${payway === null ? null : html`<input type="hidden" name="payway" value="${payway}" />`}
      <input type="hidden" name="confirmation" value="${confirmation}" />
      <button>Оплатити · Pay</button>
    </form>`
  return { ...page(200, body), referrer: 'same-origin' }
}

const page = (status: number, body: Html): Page => ({
  status,
  referrer: 'no-referrer',
  script: false,
  render: (nonce) => layout(nonce, body)
})

const bilingual = (en: string, uk: string) =>
  html`<p lang="uk">${uk}</p>
    <p lang="en">${en}</p>`

/** Takes the payer to the gateway: by itself with JavaScript, by a button without. */
export function postingPage(action: string, fields: Readonly<Record<string, string>>): Page {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`
  )
  return {
    status: 200,
    referrer: 'no-referrer',
    script: true,
    render: (nonce) =>
      layout(
        nonce,
        html`<form method="post" action="${action}" accept-charset="utf-8">
            ${inputs}
            <p lang="uk">Переходимо до сторінки оплати…</p>
            <p lang="en">Taking you to the payment page…</p>
            <button>Продовжити · Continue</button>
          </form>
          <script nonce="${nonce}">
            HTMLFormElement.prototype.submit.call(document.querySelector('form'))
          </script>`
      )
  }
}

function layout(nonce: string, body: Html): string {
  return html`<!doctype html>
    <html lang="uk">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Оплата · Payment</title>
        <style nonce="${nonce}">
          body {
            font:
              1rem/1.5 system-ui,
              sans-serif;
            max-width: 28rem;
            margin: 15vh auto 0;
            padding: 0 1.5rem;
            text-align: center;
          }
          p[lang='en'] {
            opacity: 0.75;
          }
          button {
            font: inherit;
            font-weight: 600;
            padding: 0.75rem 1.5rem;
            min-height: 2.75rem;
            border: 0;
            border-radius: 0.5rem;
            background: #14532d;
            color: #fff;
          }
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.toString()
}
