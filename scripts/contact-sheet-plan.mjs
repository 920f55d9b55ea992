/**
 * A picture to be taken: a view of the gallery, and the size and colours of the window in which it is opened.
 *
 * @typedef {{ view: Record<string, string>, window: number, theme: 'light' | 'dark' }} Tile
 */

/**
 * A table of pictures.
 *
 * @typedef {{ name: string, rows: { caption: string, tiles: Tile[] }[], columns: string[] }} Sheet
 */

const PHONE = 360
const DESKTOP = 1280

/** Rows of one image: more of them, and nobody can read it. */
const ROWS = 4

const inEveryLanguage = [
  'ready-currencies',
  'ready-near-end',
  'locked-unknown',
  'failed-wait',
  'paid',
  'unverified-no-answer'
]
const inEveryLook = ['ready-chosen', 'ready-many', 'ready-grid', 'ready-currencies', 'locked-unknown', 'paid']

/**
 * The sheets: every state on a phone and on a desktop, light and dark; some states in every language; some in every
 * look and width. `words` narrows the states.
 *
 * @param {{ states: string[], languages: string[] }} choices
 * @param {string[]} words
 * @returns {Sheet[]}
 */
export function planSheets({ states, languages }, words) {
  const wanted = (/** @type {string[]} */ names) =>
    words.length === 0 ? names : names.filter((name) => words.some((word) => name.includes(word)))
  return [
    ...inPieces(statesSheet(wanted(states))),
    ...inPieces(languagesSheet(wanted(inEveryLanguage), languages)),
    ...inPieces(looksSheet(wanted(inEveryLook)))
  ]
}

/**
 * @param {string[]} states
 * @returns {Sheet}
 */
function statesSheet(states) {
  /** @type {{ window: number, theme: Tile['theme'] }[]} */
  const columns = [PHONE, DESKTOP].flatMap((window) => [
    { window, theme: 'light' },
    { window, theme: 'dark' }
  ])
  return {
    name: 'states',
    columns: columns.map(({ window, theme }) => `${window} ${theme}`),
    rows: states.map((state) => ({
      caption: state,
      tiles: columns.map((column) => ({ ...column, view: { state } }))
    }))
  }
}

/**
 * @param {string[]} states
 * @param {string[]} languages
 * @returns {Sheet}
 */
function languagesSheet(states, languages) {
  return {
    name: 'languages',
    columns: states,
    rows: languages.map((lang) => ({
      caption: lang,
      tiles: states.map((state) => ({ window: PHONE, theme: 'light', view: { state, lang } }))
    }))
  }
}

/**
 * @param {string[]} states
 * @returns {Sheet}
 */
function looksSheet(states) {
  /** @type {{ theme: Tile['theme'], view: Record<string, string> }[]} */
  const columns = ['plain', 'design-system'].flatMap((look) => [
    { theme: 'light', view: { look, width: '280' } },
    { theme: 'light', view: { look, width: '360' } },
    { theme: 'light', view: { look, width: 'wide' } },
    { theme: 'dark', view: { look, width: '360' } }
  ])
  return {
    name: 'looks',
    columns: columns.map(({ theme, view }) => `${view['look']} ${view['width']} ${theme}`),
    rows: states.map((state) => ({
      caption: state,
      tiles: columns.map(({ theme, view }) => ({
        window: view['width'] === 'wide' ? 900 : 400,
        theme,
        view: { ...view, state }
      }))
    }))
  }
}

/**
 * @param {Sheet} sheet
 * @returns {Sheet[]}
 */
function inPieces({ name, rows, ...rest }) {
  const count = Math.ceil(rows.length / ROWS)
  return Array.from({ length: count }, (_, index) => ({
    ...rest,
    name: `${name}-${index + 1}`,
    rows: rows.slice(index * ROWS, (index + 1) * ROWS)
  }))
}
