import './element.js'

const next = document.querySelector('#next')

// Whether the order is paid, the element alone can tell: it has asked the shop's server.
document.querySelector('interkassa-checkout')?.addEventListener('interkassa-status', ({ to }) => {
  next?.toggleAttribute('hidden', to !== 'paid')
})
