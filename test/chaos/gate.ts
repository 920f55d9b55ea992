import { createServer, connect, type Socket } from 'node:net'

/** A way to a database's socket on which answers can be kept back. Questions always pass. */
export interface Gate {
  /** Keeps the answers back of every connection on which a commit is asked for from now on: it is done, and nobody hears of it. */
  holdCommits(): void
  /** Keeps all answers back. */
  hold(): void
  /** Lets go what was kept back, and all that comes. */
  release(): void
  close(): void
}

/** The statement as a whole: every transaction names READ COMMITTED as well. */
const COMMIT = 'COMMIT\0'

/** Opens a gate at the socket `at` to the one that is listening at `to`. */
export async function startGate(at: string, to: string): Promise<Gate> {
  let held: 'nothing' | 'commits' | 'all' = 'nothing'
  const databases = new Set<Socket>()
  const server = createServer((client) => {
    const database = connect(to)
    databases.add(database)
    if (held === 'all') database.pause()
    client.on('data', (chunk: Buffer) => {
      if (held === 'commits' && chunk.includes(COMMIT)) database.pause()
      database.write(chunk)
    })
    database.on('data', (chunk) => client.write(chunk))
    const end = () => {
      databases.delete(database)
      client.destroy()
      database.destroy()
    }
    for (const socket of [client, database]) socket.on('close', end).on('error', end)
  })
  await new Promise<void>((resolve) => server.listen(at, resolve))

  return {
    holdCommits: () => (held = 'commits'),
    hold() {
      held = 'all'
      for (const database of databases) database.pause()
    },
    release() {
      held = 'nothing'
      for (const database of databases) database.resume()
    },
    close() {
      server.close()
      for (const database of databases) database.destroy()
    }
  }
}
