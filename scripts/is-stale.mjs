import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/**
 * Whether anything in `sources` is newer than `output`, or `output` is not there.
 *
 * @param {string[]} sources files and folders of the project
 * @param {string} output the file that the build writes last
 */
export function isStale(sources, output) {
  const built = statSync(root + output, { throwIfNoEntry: false })
  return !built || sources.some((source) => newest(root + source) > built.mtimeMs)
}

/**
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const inside = readdirSync(path).filter((name) => !name.startsWith('.'))
  return Math.max(found.mtimeMs, ...inside.map((name) => newest(join(path, name))))
}
