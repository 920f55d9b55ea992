import { ensureInstall } from './ensure-install.mjs'
import { run } from './run.mjs'

ensureInstall()

process.exitCode = await run('tsx', ['test/fuzz/fuzz-program.ts', ...process.argv.slice(2)])
