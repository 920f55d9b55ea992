import { chosenProgram, findProgram, onWindows } from './find-program.mjs'

const places = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...onWindows(['Mozilla Firefox\\firefox.exe'])
]

/**
 * A Firefox of this computer, or undefined. With Playwright it is driven as `browserName: 'firefox'`,
 * `channel: 'moz-firefox'` and this as `launchOptions`.
 *
 * @returns {{ executablePath: string } | undefined}
 */
export function findFirefox() {
  const executablePath = chosenProgram('FIREFOX_PATH') ?? findProgram(['firefox-esr', 'firefox'], places)
  return executablePath ? { executablePath } : undefined
}
