import { execFile, execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startBound } from '../../../scripts/bound-process.mjs'
import { findPostgres, postgresRemedy } from '../../../scripts/find-postgres.mjs'

/** A PostgreSQL of its own in a temporary folder. It listens there only, and ends with this process. */
export interface PostgresCluster {
  /** What both drivers take to connect to it. */
  readonly connection: {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly database: string
    /** How many connections a ledger may have; five unless said otherwise. */
    readonly max?: number
    /** For how long a pool of `pg` waits for a connection, which is for ever unless said otherwise. */
    readonly connectionTimeoutMillis?: number
  }
  start(): Promise<void>
  /** Ends it as a power cut would: nothing is finished, nobody is told. */
  kill(): Promise<void>
  /** Ends it for good, and removes its folder. */
  remove(): Promise<void>
}

const USER = 'shop'

export interface ClusterSettings {
  /** How many blocks of 512 bytes a file of it may have, more than 16 MB; else as many as the disk takes. */
  readonly fileLimit?: number
}

/** Makes a new PostgreSQL and starts it. */
export async function createCluster({ fileLimit }: ClusterSettings = {}): Promise<PostgresCluster> {
  const programs = findPostgres()
  if (!programs) throw new Error(`there is no PostgreSQL. ${postgresRemedy}`)
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  const data = join(folder, 'data')
  const owner = unprivileged()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const asOwner = { ...owner, cwd: folder }
  const setup = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(programs.initdb, setup, asOwner)

  // Processes are killed here and machines are not: the operating system keeps what was written.
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off']
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]

  let running: ReturnType<typeof startBound> | undefined

  async function start(): Promise<void> {
    const limit = fileLimit === undefined ? '' : `ulimit -f ${fileLimit}; `
    const logging = ['-c', `${limit}exec "$@" 2>&3`, 'sh', programs?.postgres ?? '', ...args]
    running = startBound('sh', logging, process.env, { ...asOwner, signal: 'INT' })
    await untilReady(running.output)
  }

  async function end(): Promise<void> {
    if (!running) return
    const isGone = new Promise((resolve) => running?.output.once('close', resolve))
    await running.end()
    // The last process of it has closed the log.
    await isGone
    running = undefined
  }

  await start()
  return {
    connection: { host: folder, port: 5432, user: USER, database: 'postgres' },
    start,
    async kill() {
      const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), 'SIGKILL')
      await end()
    },
    async remove() {
      await end()
      rmSync(folder, { recursive: true })
    }
  }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function untilReady(log: NodeJS.ReadableStream): Promise<void> {
  let text = ''
  return new Promise((resolve, reject) => {
    log.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('ready to accept connections')) resolve()
    })
    log.once('close', () => reject(new Error(`PostgreSQL did not start: ${text}`)))
  })
}
