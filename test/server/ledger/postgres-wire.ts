import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PostgresCluster } from './postgres-cluster.js'

/** A wire to a PostgreSQL, which may fail. */
export interface PostgresWire {
  readonly connection: PostgresCluster['connection']
  /** From now on nothing gets through, and nobody is told. */
  fallSilent(): void
  /** The same, but only for the connections that there are. */
  forget(): void
  /** What was held up gets through. */
  recover(): void
  /** Is cut when a server next says that it has done this, such as `COMMIT`, before that gets through. */
  cutBefore(done: string): void
  close(): Promise<void>
}

/** Lays a wire to the cluster. */
export async function layWire({ connection }: PostgresCluster): Promise<PostgresWire> {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'))
  const name = `.s.PGSQL.${connection.port}`
  const sockets = new Set<Socket>()
  let isSilent = false
  let last: string | null = null

  const wire = createServer((client) => {
    const server = connect(join(connection.host, name))
    client.on('data', (sent) => server.write(sent))
    server.on('data', (answered) => {
      if (last === null || !answered.includes(`${last}\0`)) return client.write(answered)
      last = null
      return client.destroy()
    })
    for (const [end, other] of [
      [client, server],
      [server, client]
    ] as const) {
      sockets.add(end)
      if (isSilent) end.pause()
      end.on('error', () => undefined)
      end.on('close', () => {
        sockets.delete(end)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => wire.listen(join(folder, name), resolve))

  return {
    // Else a pool waits, also when it is to end, for a connection that fell silent while it was opened.
    connection: { ...connection, host: folder, connectionTimeoutMillis: 1_000 },
    fallSilent() {
      isSilent = true
      for (const socket of sockets) socket.pause()
    },
    forget() {
      for (const socket of sockets) socket.pause()
    },
    recover() {
      isSilent = false
      for (const socket of sockets) socket.resume()
    },
    cutBefore(done) {
      last = done
    },
    async close() {
      const closed = new Promise((resolve) => wire.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
      rmSync(folder, { recursive: true })
    }
  }
}
