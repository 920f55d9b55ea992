import { aSession, VISA } from './session.js'

/** What a page in a frame tells of its element to the page around it. */
export interface FramedWord {
  readonly state: string
  readonly requests: number
  /** Where forms would have gone. */
  readonly targets: readonly string[]
  /** The link in place of a form. */
  readonly link: { readonly href: string; readonly target: string } | null
}

if (window !== window.parent) tellOfElement()

/** Presses the pay button as soon as there is one, and tells of all that happens. */
function tellOfElement(): void {
  const targets: string[] = []
  HTMLFormElement.prototype.submit = function () {
    targets.push(this.target)
  }
  let requests = 0
  const checkout = document.createElement('interkassa-checkout')
  checkout.src = '/interkassa'
  checkout.orderId = crypto.randomUUID()
  checkout.fetch = () => {
    requests += 1
    return Promise.resolve(new Response(JSON.stringify(aSession({ payways: [VISA] }))))
  }
  checkout.addEventListener('interkassa-status', () => {
    void checkout.updateComplete.then(() => {
      checkout.shadowRoot?.querySelector<HTMLElement>('[part=pay]')?.click()
      const link = checkout.shadowRoot?.querySelector('a')
      const word: FramedWord = {
        state: checkout.state.name,
        requests,
        targets,
        link: link ? { href: link.href, target: link.target } : null
      }
      window.parent.postMessage(word, '*')
    })
  })
  document.body.append(checkout)
}
