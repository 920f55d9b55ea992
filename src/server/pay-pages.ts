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
  'order-unknown': ['This order cannot be paid here', 'Це замовлення тут не можна оплатити'],
  'attempts-exhausted': [
    'There were too many attempts to pay this order. Please contact the shop.',
    'Забагато спроб оплатити це замовлення. Зверніться, будь ласка, до магазину.'
  ],
  'too-many-attempts': [
    'There were too many attempts to pay this order. Please try again later.',
    'Забагато спроб оплатити це замовлення. Спробуйте, будь ласка, пізніше.'
  ]
} as const

export function messagePage(status: number, message: keyof typeof MESSAGES): Page {
  const [en, uk] = MESSAGES[message]
  const body = html`<p lang="uk">${uk}</p>
    <p lang="en">${en}</p>`
  return { status, referrer: 'no-referrer', script: false, render: (nonce) => layout(nonce, body) }
}

/** Asks the payer whether the payment is theirs. Its form comes back with a value that only this page has. */
export function confirmPage(form: { orderId: string; payway: string | null; confirmation: string }): Page {
  const body = html`<p lang="uk">Оплатити замовлення <bdi>${form.orderId}</bdi>?</p>
    <p lang="en">Pay for order <bdi>${form.orderId}</bdi>?</p>
    <form method="post">
      <input type="hidden" name="orderId" value="${form.orderId}" />
      ${form.payway === null ? null : html`<input type="hidden" name="payway" value="${form.payway}" />`}
      <input type="hidden" name="confirmation" value="${form.confirmation}" />
      <button>Оплатити · Pay</button>
    </form>`
  return { status: 200, referrer: 'same-origin', script: false, render: (nonce) => layout(nonce, body) }
}

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
