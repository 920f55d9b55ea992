import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { built } from './build.js'
import type { Contestant } from './contestants.js'

/** What a page of each needs beside the bench's own script. */
export const FILES: Readonly<Record<Contestant, readonly string[]>> = {
  nothing: [],
  'by hand': [],
  ours: ['interkassa-checkout.js'],
  shoelace: ['shoelace.js', 'shoelace.css'],
  adyen: ['adyen.js', 'adyen.css'],
  'adyen, no logos': ['adyen.js', 'adyen.css']
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml'
}

/** A simple logo for whoever asks for one; real ones cost more. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 26"><rect width="40" height="26" rx="3" fill="#eef2f8"/>
<circle cx="16" cy="13" r="7" fill="#c2410c"/><circle cx="24" cy="13" r="7" fill="#f5a524" fill-opacity=".85"/>
<path d="M5 22h30M8 4.5c4-1.5 20-1.5 24 0" fill="none" stroke="#1a56c4" stroke-width="1.5"/></svg>`

/** Serves the built files on a free loopback port, and at `/?who=…` a page with the script of that contestant. */
export async function serve(): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const type = TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/html'
    const who = searchParams.get('who') as Contestant | null
    response.setHeader('content-type', `${type}; charset=utf-8`)
    response.setHeader('cache-control', 'no-store')
    if (pathname === '/') response.end(pageOf(FILES[who ?? 'nothing'], searchParams.get('fresh') ?? ''))
    else if (pathname.endsWith('.svg')) response.end(LOGO)
    else if (type === 'text/html') response.writeHead(404).end()
    else response.end(readFileSync(join(built, pathname)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    }
  }
}

/** Every address is new, so that no browser remembers what it made of a script the last time. */
function pageOf(files: readonly string[], fresh: string): string {
  const tags = [...files, 'bench.js'].map((name) =>
    name.endsWith('.css')
      ? `<link rel="stylesheet" href="/${name}">`
      : `<script src="/${name}?${fresh}"></script>`
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>${tags.join('')}<body></body></html>`
}
