import { toLanguage } from '../languages.js'
import { formatPrice } from '../money.js'

/*
 * The basket is the form: its number fields hold what is in it, and the browser brings them back after a reload.
 * What is added up here is for the eye. The server knows its prices and takes none from a browser.
 */

const form = find('#basket', HTMLFormElement)
const sum = find('.sum', HTMLOutputElement)
const problem = find('.problem', HTMLElement)
const button = find('.basket button', HTMLButtonElement)
const fields = [...form.querySelectorAll<HTMLInputElement>('input[type=number]')]
const language = toLanguage(document.documentElement.lang) ?? 'en'

form.addEventListener('click', ({ target }) => {
  const step = target instanceof HTMLButtonElement ? target.dataset['step'] : undefined
  const field = target instanceof HTMLElement ? target.closest('.stepper')?.querySelector('input') : null
  if (!field || step === undefined) return
  if (step === '1') field.stepUp()
  else field.stepDown()
  show()
})

form.addEventListener('input', show)

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void placeOrder()
})

// also when the browser brings the page back as it was left
addEventListener('pageshow', show)

function show(): void {
  const total = fields.reduce(
    (kopiykas, field) => kopiykas + field.valueAsNumber * Number(field.dataset['price']),
    0
  )
  sum.value = total > 0 ? formatPrice(total, language) : (sum.dataset['empty'] ?? '')
  button.disabled = !(total > 0)
}

async function placeOrder(): Promise<void> {
  button.disabled = true
  problem.textContent = ''
  const chosen = fields.filter((field) => field.valueAsNumber > 0)
  const items = Object.fromEntries(chosen.map((field) => [field.name, field.valueAsNumber]))
  try {
    const answer = await fetch('/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items })
    })
    if (!answer.ok) throw new Error(`POST /orders answered ${answer.status}`)
    const { id } = (await answer.json()) as { id: string }
    location.assign(`/checkout?order=${encodeURIComponent(id)}`)
  } catch {
    problem.textContent = form.dataset['failed'] ?? ''
    button.disabled = false
  }
}

function find<T extends Element>(selector: string, type: abstract new () => T): T {
  const element = document.querySelector(selector)
  if (!(element instanceof type)) throw new Error(`the page has no ${selector}`)
  return element
}
