import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.svg', 'image/svg+xml']
])

interface PublicFile {
  readonly body: Buffer<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

/** Files by the path at which they are served. What is not in it does not exist, whatever a request's path says. */
export type PublicFiles = ReadonlyMap<string, PublicFile>

/**
 * Reads a folder's scripts, styles and pictures, once, at the start. `hashed` names change with their content, so
 * browsers may keep those for good; the others they ask for again, and mostly hear that nothing has changed.
 */
export function readFiles(path: string, folder: string, names: 'hashed' | 'plain'): PublicFiles {
  const files = existsSync(folder) ? readdirSync(folder) : []
  return new Map(
    files.flatMap((name) => {
      const type = TYPES.get(extname(name))
      if (type === undefined) return []
      const body = Buffer.from(readFileSync(join(folder, name)))
      const headers = {
        'content-type': type,
        'cache-control': names === 'hashed' ? 'public, max-age=31536000, immutable' : 'public, no-cache',
        etag: `"${createHash('sha256').update(body).digest('base64url')}"`
      }
      return [[`${path}/${name}`, { body, headers }]]
    })
  )
}

/** The answer with a file. */
export function sendFile({ body, headers }: PublicFile, request: Request): Response {
  const known = request.headers.get('if-none-match') === headers['etag']
  return known ? new Response(null, { status: 304, headers }) : new Response(body, { headers })
}
