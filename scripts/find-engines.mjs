import { findBrowser } from './find-browser.mjs'
import { findFirefox } from './find-firefox.mjs'
import { findWebkit } from './find-webkit.mjs'

const remedies = {
  chromium: 'Install Chromium, Chrome or Edge, or name one in CHROME_PATH',
  firefox: 'Install Firefox, or name one in FIREFOX_PATH',
  webkit: 'Install webkit2gtk-driver and xvfb, which only Linux has'
}

/** @typedef {keyof typeof remedies} EngineName */

const everyEngine = /** @type {EngineName[]} */ (Object.keys(remedies))

/**
 * Those of these engines that are there, and the names of those that are not.
 *
 * @param {EngineName[]} names
 */
export async function findEngines(names) {
  const found = {
    chromium: names.includes('chromium') ? await findBrowser() : undefined,
    firefox: names.includes('firefox') ? findFirefox() : undefined,
    webkit: names.includes('webkit') ? findWebkit() : undefined
  }
  return { found, missing: names.filter((name) => !found[name]) }
}

/** The engines that the element's tests are for: those in `BROWSERS`, such as `chromium,firefox`, or else all. */
export function wantedEngines() {
  const named = namedEngines()
  const unknown = named.find((name) => !everyEngine.some((engine) => engine === name))
  if (unknown !== undefined)
    throw new Error(`BROWSERS names "${unknown}"; the engines are ${everyEngine.join(', ')}`)
  return named.length > 0 && !isAllRequired()
    ? everyEngine.filter((name) => named.includes(name))
    : everyEngine
}

/**
 * Whether it is an error if this engine is not there.
 *
 * @param {EngineName} name
 */
export function isRequired(name) {
  return isAllRequired() || namedEngines().includes(name)
}

/** @param {EngineName} name */
export function remedyFor(name) {
  return remedies[name]
}

/** Whether whatever a test needs has to be there. */
export function isAllRequired() {
  return process.env['REQUIRE_ALL'] === '1'
}

function namedEngines() {
  return (process.env['BROWSERS'] ?? '').split(',').filter(Boolean)
}
