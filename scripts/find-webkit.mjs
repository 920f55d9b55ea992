import { readdirSync } from 'node:fs'
import { findProgram } from './find-program.mjs'

/** @typedef {{ driver: string, browser: string, display: string }} Webkit */

/**
 * The WebKit of this Linux: its driver, its small browser, and a display that nobody sees. Or undefined, as on any other system.
 *
 * @returns {Webkit | undefined}
 */
export function findWebkit() {
  const driver = findProgram(['WebKitWebDriver'])
  const browser = findProgram([], browserPlaces())
  const display = findProgram(['Xvfb'])
  return driver && browser && display ? { driver, browser, display } : undefined
}

/** Each distribution has a folder of its own for it: Fedora, Arch, Debian. */
function browserPlaces() {
  const libraries = ['/usr/libexec', '/usr/lib', ...debianLibraries()]
  return libraries.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`)
}

function debianLibraries() {
  if (process.platform !== 'linux') return []
  return readdirSync('/usr/lib')
    .filter((name) => name.includes('-linux-gnu'))
    .map((name) => `/usr/lib/${name}`)
}
