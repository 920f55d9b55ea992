import { isStale } from './is-stale.mjs'
import { run } from './run.mjs'

const sources = [
  'index.html',
  'demo',
  'src',
  'scripts/browser-guard.mjs',
  'vite.config.ts',
  'package-lock.json'
]

/** Builds the pages of the demo shop if they are older than their sources, and gives the exit code. */
export async function buildShop() {
  return isStale(sources, 'demo/.dist/index.html') ? run('vite', ['build', '--logLevel', 'warn']) : 0
}
