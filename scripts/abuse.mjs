import { ensureInstall } from './ensure-install.mjs'
import { run } from './run.mjs'

ensureInstall()

process.exitCode = await run('tsx', ['test/abuse/program.ts', ...process.argv.slice(2)], {
  // the clock of a case is one that Node calls experimental
  NODE_NO_WARNINGS: '1'
})
