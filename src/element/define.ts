import { InterkassaCheckout } from './interkassa-checkout.js'

export * from './events.js'
export { addLanguage } from './language/language.js'
export { InterkassaCheckout }
export type * from './index.js'

const NAME = 'interkassa-checkout'
const taken = customElements.get(NAME)

// a second script, or a second version, must not stop the page: the first keeps the name
if (!taken) customElements.define(NAME, InterkassaCheckout)
else if (taken !== InterkassaCheckout)
  console.warn(`<${NAME}> is already defined by another script, which stays`)
