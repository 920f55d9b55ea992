import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fileOf } from './contact-sheet-camera.mjs'

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('./contact-sheet-plan.mjs').Sheet} Sheet */

const style = `
  body { margin: 16px; width: max-content; background: #888; font: 14px 'DejaVu Sans', sans-serif }
  table { border-spacing: 12px }
  th { color: #000; text-align: start; vertical-align: top }
  td { vertical-align: top }
  img { display: block }`

/**
 * Puts the pictures of a sheet into one image, and gives its file.
 *
 * @param {Browser} browser
 * @param {Sheet} sheet
 * @param {string} folder
 */
export async function assemble(browser, { name, rows, columns }, folder) {
  const head = ['', ...columns].map((caption) => `<th>${caption}</th>`).join('')
  const body = rows.map(({ caption, tiles }) => {
    const cells = tiles.map((tile) => `<td><img src="${fileOf(tile)}" alt=""></td>`).join('')
    return `<tr><th>${caption}</th>${cells}</tr>`
  })
  const table = `<table><tr>${head}</tr>${body.join('')}</table>`
  const page = join(folder, `${name}.html`)
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${style}</style>${table}`)
  const picture = join(folder, `${name}.png`)
  const tab = await browser.newPage({ viewport: { width: 800, height: 600 } })
  await tab.goto(pathToFileURL(page).href)
  await tab.locator('body').screenshot({ path: picture })
  await tab.close()
  return picture
}
