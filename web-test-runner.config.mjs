import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chromeLauncher } from '@web/test-runner-chrome'
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins'
import { defaultReporter } from '@web/test-runner'
import { findBrowser } from './scripts/find-browser.mjs'
import { countReporter } from './scripts/count-browser-tests.mjs'

const browser = await findBrowser()
if (!browser) throw new Error('no Chromium-like browser was found; name one in CHROME_PATH')

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/element/**/*.test.ts',
  browsers: [chromeLauncher({ launchOptions: browser })],
  // production is what ships, and Lit then does not warn of its development mode
  nodeResolve: { exportConditions: ['production', 'default'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' }), a11ySnapshotPlugin()],
  reporters: [defaultReporter(), countReporter(process.env['COUNTS_FILE'])],
  hostname: '127.0.0.1',
  coverage: false,
  coverageConfig: { include: ['src/element/**', 'src/protocol/**'], reportDir: '.cache/coverage/element' }
}
