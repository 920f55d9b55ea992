/**
 * What a scenario has come to in one store.
 *
 * @typedef {{ scenario: string, store: string, done: string, lost: number, double: number, more?: string, versions: string }} Figure
 */

const head = [
  '| Case | Ledger | What was done | Lost | Double | Seen as well | When, with what |',
  '| --- | --- | --- | --- | --- | --- | --- |'
]

/**
 * Puts figures into the document's table; a new one takes the place of the older one of its scenario. Those of other
 * scenarios stay, each with its own date.
 *
 * @param {string} document
 * @param {Figure[]} figures
 * @param {Date} [today]
 */
export function keepFigures(document, figures, today = new Date()) {
  const [before = '', table = ''] = document.split(`${head[0]}\n`)
  const rows = new Map(
    table
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map((row) => [keyOf(row), row])
  )
  for (const figure of figures) {
    const row = rowOf(figure, today.toISOString().slice(0, 10))
    rows.set(keyOf(row), row)
  }
  const sorted = [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
  return `${before}${[...head, ...sorted].join('\n')}\n`
}

/**
 * @param {Figure} figure
 * @param {string} date
 */
function rowOf({ scenario, store, done, lost, double, more = '', versions }, date) {
  return `| ${[scenario, store, done, lost, double, more, `${date}, ${versions}`].join(' | ')} |`
}

/**
 * The scenario, the ledger, and what was done without its numbers.
 *
 * @param {string} row
 */
function keyOf(row) {
  const [scenario, store, done = ''] = row.split(' | ')
  return [scenario, store, done.replace(/\d+/g, '')].join(' | ')
}
