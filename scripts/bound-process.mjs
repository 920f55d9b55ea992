import { spawn } from 'node:child_process'
import { once } from 'node:events'

// a shell beside the program waits for its stdin to close, which it does however this process ends
const script = '"$@" & exec 3>&-; read -r _; kill -s "$0" $!; wait'

/**
 * Starts a program of a Unix system that ends when this process does, were it killed. Its file descriptor 3 can be read.
 * It is ended by the signal that is named in `options`; the rest of them is as for any other process.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {{ signal?: string, uid?: number, gid?: number, cwd?: string }} [options]
 */
export function startBound(command, args, env, { signal = 'TERM', ...options } = {}) {
  const shell = spawn('sh', ['-c', script, signal, command, ...args], {
    ...options,
    env,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe']
  })
  const ended = once(shell, 'exit')
  return {
    output: /** @type {import('node:stream').Readable} */ (shell.stdio[3]),
    end: async () => {
      shell.stdin?.end()
      await ended
    }
  }
}
