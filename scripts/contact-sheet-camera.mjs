import { join } from 'node:path'

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('./contact-sheet-plan.mjs').Sheet} Sheet */
/** @typedef {import('./contact-sheet-plan.mjs').Tile} Tile */

/** So high that the longest list fits: what sticks to a window's edge would else stand in the middle of a picture. */
const HEIGHT = 2600

/**
 * The file that holds the picture of a tile.
 *
 * @param {Tile} tile
 */
export function fileOf({ view, window, theme }) {
  return `${[...Object.values(view), window, theme].join('_')}.png`
}

/**
 * Takes every picture of a sheet: the shop around the checkout, without the gallery's controls.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {Sheet} sheet
 * @param {string} folder
 */
export async function photograph(browser, url, { rows }, folder) {
  const page = await browser.newPage()
  for (const tile of rows.flatMap(({ tiles }) => tiles)) {
    const { view, window, theme } = tile
    await page.setViewportSize({ width: window, height: HEIGHT })
    await page.emulateMedia({ colorScheme: theme })
    const address = `${url}/gallery?${new URLSearchParams(view)}`
    await page.goto(address)
    await page.locator('.room[data-shown]').waitFor({ timeout: 10_000 }).catch(refuse(address))
    await page.locator('.shop').screenshot({ path: join(folder, fileOf(tile)), animations: 'disabled' })
  }
  await page.close()
}

/**
 * @param {string} address
 * @returns {(cause: unknown) => never}
 */
const refuse = (address) => (cause) => {
  throw new Error(`${address} never showed what it is there for`, { cause })
}
