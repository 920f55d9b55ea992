import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import { root } from './root.mjs'

const path = [`${root}node_modules/.bin`, process.env['PATH']].join(delimiter)

/**
 * Runs a command of the project's packages in its folder, without stdin, and gives the exit code.
 *
 * @param {string} command
 * @param {string[]} [args]
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function run(command, args = [], env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, PATH: path, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    // npm's own commands are .cmd files on Windows, which only a shell can start
    shell: process.platform === 'win32'
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
