import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { after } from 'node:test'
import { serverProgram } from './program.js'
import type { Health, Order, ServerSettings } from './server-settings.js'

/** What came back: a status and a body, or status 0 where nobody has answered. */
interface Answer {
  readonly status: number
  readonly body: string
}

/** A shop's server in a process of its own, on a free port of loopback. It ends with this process. */
export interface Server {
  post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer>
  get(path: string): Promise<Answer>
  /** Tells the process something, and gives its health. */
  tell(order: Order): Promise<Health>
  /** Resolves when the process has ended, however it did. */
  readonly ended: Promise<unknown>
  /** Ends it as by `kill -9`. */
  kill(): Promise<void>
  /** Lets it end what it has begun. */
  end(): Promise<void>
}

/** Nobody waits longer for an answer, in milliseconds. */
const PATIENCE = 30_000

/**
 * Starts a server.
 *
 * @param fileLimit How many blocks of 512 bytes a file that it writes may have; else as many as the disk takes.
 */
export async function startServer(settings: ServerSettings, fileLimit?: number): Promise<Server> {
  const command = [process.execPath, '--expose-gc', await serverProgram(), JSON.stringify(settings)]
  const limit = fileLimit === undefined ? 'exec "$@"' : `ulimit -f ${fileLimit}; exec "$@"`
  const child = spawn('sh', ['-c', limit, 'sh', ...command], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)))
  const ended = once(child, 'exit')
  running.add(child)
  void ended.then(() => running.delete(child))

  const died = ended.then(() => Promise.reject(new Error(`the server ended by itself: ${words}`)))
  died.catch(() => undefined)
  const answer = async () => ((await Promise.race([once(child, 'message'), died])) as unknown[])[0]
  const port = (await answer()) as number
  const agent = new Agent({ keepAlive: true, maxSockets: 512 })
  const ask = (method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}) =>
    new Promise<Answer>((resolve) => {
      const options = { host: '127.0.0.1', port, method, agent, headers, timeout: PATIENCE }
      const asked = request({ ...options, path: `/interkassa${path}` }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
        response.on('error', () => resolve(NOTHING))
      })
      asked.on('timeout', () => asked.destroy())
      asked.on('error', () => resolve(NOTHING))
      asked.end(body)
    })

  return {
    post: (path, body, headers) => ask('POST', path, body, headers),
    get: (path) => ask('GET', path),
    tell: (order) => {
      const told = answer()
      child.send(order)
      return told as Promise<Health>
    },
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
      agent.destroy()
    },
    async end() {
      agent.destroy()
      child.kill('SIGTERM')
      await ended
    }
  }
}

const NOTHING: Answer = { status: 0, body: '' }

const running = new Set<ReturnType<typeof spawn>>()
after(() => {
  for (const child of running) child.kill('SIGKILL')
})
