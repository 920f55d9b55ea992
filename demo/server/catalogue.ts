import type { Language } from '../languages.js'

interface ProductFacts {
  /** In kopiykas. */
  readonly price: number
  readonly name: Readonly<Record<Language, string>>
  readonly note: Readonly<Record<Language, string>>
}

const products = {
  'linden-honey': {
    price: 28_500,
    name: { en: 'Linden honey, 400\u00a0g', uk: 'Липовий мед, 400\u00a0г' },
    note: {
      en: 'Taken in July, when the old lindens above the river are in bloom. Never heated.',
      uk: 'Зібраний у липні, коли над річкою цвітуть старі липи. Ніколи не нагрівався.'
    }
  },
  'meadow-tea': {
    price: 16_500,
    name: { en: 'Meadow tea, 60\u00a0g', uk: 'Луговий чай, 60\u00a0г' },
    note: {
      en: 'Thyme, oregano, mint and chamomile, picked by hand and dried in the shade.',
      uk: 'Чебрець, материнка, м’ята й ромашка: зібрані вручну, висушені в затінку.'
    }
  },
  'clay-mug': {
    price: 54_000,
    name: { en: 'Clay mug, 350\u00a0ml', uk: 'Глиняне горня, 350\u00a0мл' },
    note: {
      en: 'Thrown and painted in Opishne. No two have quite the same flowers.',
      uk: 'Зроблене на гончарному крузі й розписане в Опішні. Однакових квітів на них не буває.'
    }
  }
} as const satisfies Readonly<Record<string, ProductFacts>>

export type ProductId = keyof typeof products

export const PRODUCT_IDS = Object.keys(products) as ProductId[]

/** What the shop sells. Prices stand here and nowhere else; a browser only ever names products. */
export const CATALOGUE: Readonly<Record<ProductId, ProductFacts>> = products
