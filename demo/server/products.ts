import type { Language } from '../languages.js'
import { formatPrice } from '../money.js'
import { CATALOGUE, PRODUCT_IDS, type ProductId } from './catalogue.js'
import { html, type Html } from './html.js'
import type { OrderLine, PlacedOrder } from './orders.js'
import type { Texts } from './texts.js'

/** The shop's cards, each with the number field that is its place in the basket. */
export function productCards(language: Language, texts: Texts): readonly Html[] {
  return PRODUCT_IDS.map((id) => {
    const { price, name, note } = CATALOGUE[id]
    return html`<li class="product ${id}">
      ${picture(id, 320)}
      <h2>${name[language]}</h2>
      <p>${note[language]}</p>
      <p class="price">${formatPrice(price, language)}</p>
      <div class="stepper">
        <button type="button" data-step="-1" aria-label="${texts.fewer} ${name[language]}">−</button>
        <input
          type="number"
          name="${id}"
          min="0"
          max="9"
          value="0"
          data-price="${String(price)}"
          aria-label="${name[language]}"
        />
        <button type="button" data-step="1" aria-label="${texts.more} ${name[language]}">+</button>
      </div>
    </li>`
  })
}

/** What was ordered, and what it comes to. */
export function orderSummary(order: PlacedOrder, language: Language, texts: Texts): Html {
  return html`<section class="summary" aria-labelledby="summary">
    <h2 id="summary">${texts.yourOrder} <small>${order.id}</small></h2>
    <ul>
      ${order.lines.map((line) => summaryLine(line, language))}
    </ul>
    <p class="total"><span>${texts.total}</span> <strong>${formatPrice(totalOf(order), language)}</strong></p>
  </section>`
}

function summaryLine({ product, quantity, price }: OrderLine, language: Language): Html {
  return html`<li class="${product}">
    ${picture(product, 64)}
    <span>${CATALOGUE[product].name[language]}</span>
    <span class="quantity">× ${String(quantity)}</span>
    <span class="price">${formatPrice(quantity * price, language)}</span>
  </li>`
}

/** The frozen amount is what is charged, so that, and no new sum, is what is shown. */
const totalOf = (order: PlacedOrder) => Number(order.amount.replace('.', ''))

function picture(id: ProductId, size: number): Html {
  return html`<img src="/art/${id}.svg" alt="" width="${String(size)}" height="${String(size)}" />`
}
