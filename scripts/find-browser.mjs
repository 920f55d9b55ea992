import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @typedef {{ executablePath: string, args: string[] }} Browser */

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge'
]

const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge']

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe'
]

// the tests open nothing but loopback pages of our own, often as root, where no sandbox can start
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none'
]

/**
 * A Chromium-like browser of this computer, or the one that comes as a package, or undefined.
 *
 * @returns {Promise<Browser | undefined>}
 */
export async function findBrowser() {
  const chosen = process.env['CHROME_PATH']
  if (chosen && !isExecutable(chosen)) throw new Error(`CHROME_PATH is no program that can be run: ${chosen}`)
  const installed = chosen ?? installedPlaces().find(isExecutable)
  return installed ? { executablePath: installed, args: quiet } : packagedBrowser()
}

function installedPlaces() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  const onMac = macApplications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  const programs = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (key) => process.env[key] ?? []
  )
  const onWindows = programs.flatMap((folder) => windowsPrograms.map((program) => join(folder, program)))
  return [...onPath, ...onMac, ...onWindows]
}

/** @returns {Promise<Browser | undefined>} */
async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  // told that it runs on Amazon's system, the package also unpacks the libraries that a bare system lacks
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  return { executablePath: await chromium.executablePath(), args: [...quiet, '--no-zygote'] }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
