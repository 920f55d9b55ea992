import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { root } from './root.mjs'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Locked */

/** Runs `npm ci` unless node_modules already holds exactly what package-lock.json names. */
export function ensureInstall() {
  if (isInstalled()) return
  console.log('node_modules does not match package-lock.json: running npm ci')
  const { status } = spawnSync('npm ci', { cwd: root, stdio: 'inherit', shell: true })
  if (status !== 0) process.exit(status ?? 1)
}

function isInstalled() {
  const wanted = readPackages('package-lock.json')
  const present = readPackages('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  delete wanted['']
  const names = new Set([...Object.keys(wanted), ...Object.keys(present)])
  return [...names].every((name) => isSame(wanted[name], present[name]))
}

/**
 * What npm skips on this platform is missing from its record of node_modules, and must be optional.
 *
 * @param {Locked | undefined} wanted
 * @param {Locked | undefined} present
 */
function isSame(wanted, present) {
  if (!wanted) return false
  if (!present) return wanted.optional === true || wanted.devOptional === true
  return isDeepStrictEqual([wanted.version, wanted.integrity], [present.version, present.integrity])
}

/** @param {string} file */
function readPackages(file) {
  try {
    /** @type {{ packages: Record<string, Locked> }} */
    const { packages } = JSON.parse(readFileSync(root + file, 'utf8'))
    return packages
  } catch {
    return undefined
  }
}
