import { addLanguage } from 'interkassa-checkout'
import { uk } from 'interkassa-checkout/locales/uk'

addLanguage('uk', uk)

const main = document.querySelector('main') ?? document.body

addEventListener('popstate', show)
show()

function show() {
  main.replaceChildren(location.pathname === '/' ? buyButton() : checkout())
}

function buyButton() {
  const button = document.createElement('button')
  button.textContent = 'Buy'
  button.addEventListener('click', () => {
    history.pushState(null, '', '/checkout')
    show()
  })
  return button
}

/** The same element for the way there and the way back: it sees by itself which of the two it is. */
function checkout() {
  const element = document.createElement('interkassa-checkout')
  element.src = '/interkassa'
  element.orderId = 'A-1001'
  element.gateway = document.documentElement.dataset.gateway ?? null
  return element
}
