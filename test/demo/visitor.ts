import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openDatabase } from '../../demo/server/database.js'
import { startDemo, type Demo, type DemoOptions } from '../../demo/start-demo.js'

/** A folder for a test's data, gone when the test ends. */
export function dataFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'levada-'))
  t.after(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

/** The demonstration on free ports, closed when the test ends. */
export async function openDemo(t: TestContext, options: Partial<DemoOptions> = {}): Promise<Demo> {
  const demo = await startDemo({ dataDir: dataFolder(t), ...options })
  t.after(() => demo.close())
  return demo
}

/** A browser without pages: it keeps one cookie and says where its requests come from. */
export interface Visitor {
  get(path: string): Promise<Response>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Places an order and gives its id. */
  order(items: Readonly<Record<string, number>>): Promise<string>
}

export function visitorOf(url: string): Visitor {
  let cookie = ''
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(url + path, { ...init, redirect: 'manual' })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return response
  }
  const post: Visitor['post'] = (path, body, headers) =>
    send(path, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body)
    })
  return {
    get: (path) => send(path, { headers: { cookie } }),
    post,
    async order(items) {
      const answer = await post('/orders', { items })
      const { id } = (await answer.json()) as { id: string }
      return id
    }
  }
}

/** What whoever packs parcels reads. */
export function paidEvents(file: string): unknown[] {
  const database = openDatabase(file)
  const rows = database.prepare('SELECT paid_event FROM orders').all() as { paid_event: unknown }[]
  database.close()
  return rows.map((row) => row.paid_event)
}
