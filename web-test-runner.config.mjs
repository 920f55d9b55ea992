import { esbuildPlugin } from '@web/dev-server-esbuild'
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins'
import { defaultReporter } from '@web/test-runner'
import { countReporter } from './scripts/count-browser-tests.mjs'
import { findLaunchers } from './scripts/find-launchers.mjs'

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/element/**/*.test.ts',
  browsers: await findLaunchers(),
  // engines that share two cores are slow now and then
  testFramework: { config: { timeout: '10000' } },
  // production is what ships, and Lit then does not warn of its development mode
  nodeResolve: { exportConditions: ['production', 'default'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' }), a11ySnapshotPlugin()],
  reporters: [defaultReporter(), countReporter(process.env['COUNTS_FILE'])],
  hostname: '127.0.0.1',
  coverage: false,
  coverageConfig: { include: ['src/element/**', 'src/protocol/**'], reportDir: '.cache/coverage/element' }
}
