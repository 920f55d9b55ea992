import { chosenProgram, findProgram, onWindows } from './find-program.mjs'

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

const onMac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`
)

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
  const installed =
    chosenProgram('CHROME_PATH') ?? findProgram(names, [...onMac, ...onWindows(windowsPrograms)])
  return installed ? { executablePath: installed, args: quiet } : packagedBrowser()
}

/** @returns {Promise<Browser | undefined>} */
async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  // told that it runs on Amazon's system, the package also unpacks the libraries that a bare system lacks
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  return { executablePath: await chromium.executablePath(), args: [...quiet, '--no-zygote'] }
}
