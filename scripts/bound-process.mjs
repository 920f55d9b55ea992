import { spawn } from 'node:child_process'
import { once } from 'node:events'

// a shell beside the program waits for its stdin to close, which it does however this process ends
const script = '"$@" & exec 3>&-; read -r _; kill $!; wait'

/**
 * Starts a program of a Unix system that ends when this process does, were it killed. Its file descriptor 3 can be read.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export function startBound(command, args, env) {
  const shell = spawn('sh', ['-c', script, 'sh', command, ...args], {
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
