import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sqliteLedger } from '../../../src/server/ledger/sqlite.js'
import { aFingerprint, anAttempt, anEvent, anOrder, CHECKOUT_ID, OWNER } from './records.js'
import { temporaryFile } from './temporary-file.js'

type Task = 'raceForOrders' | 'raceForEvents' | 'openFreshFiles' | 'stopInside'

describe('a ledger in SQLite that several processes share', () => {
  it('may be opened for the first time by all of them at once', async () => {
    assert.deepEqual(await race<number>(temporaryFile(), 'openFreshFiles', 3), [50, 50, 50])
  })

  it('gives each of 200 orders to one of them', async () => {
    const file = temporaryFile()
    const wins = await race<number>(file, 'raceForOrders', 3)
    assert.equal(
      wins.reduce((sum, count) => sum + count, 0),
      200
    )

    const ledger = sqliteLedger(file)
    for (let index = 0; index < 200; index += 1) {
      assert.equal((await ledger.read(anOrder(`A-${index}`))).attempts.length, 1)
    }
    assert.equal((await ledger.claimEvents(OWNER, 1, 2, 1000)).length, 200)
    await ledger.close()
  })

  it('gives each event to one of them', async () => {
    const file = temporaryFile()
    const ledger = sqliteLedger(file)
    const ids = Array.from({ length: 200 }, (_, index) => `event-${index}`)
    await Promise.all(ids.map((id) => ledger.enqueue(anEvent(id))))
    await ledger.close()

    const given = (await race<string[]>(file, 'raceForEvents', 2)).flat()
    assert.equal(given.length, 200)
    assert.deepEqual(new Set(given), new Set(ids))
  })

  it('loses what a killed one had not committed, and nothing else', async () => {
    const file = temporaryFile()
    const earlier = anOrder('A-0')
    const order = anOrder('A-1')
    const before = sqliteLedger(file)
    await before.transaction(earlier, (transaction) => transaction.insertAttempt(anAttempt(earlier)))
    const child = await start(file, 'stopInside')
    child.send('go')
    assert.equal(await answerOf(child), 'inside')
    const waiting = before.enqueue(anEvent('later'))
    child.kill('SIGKILL')
    await once(child, 'exit')
    await waiting
    await before.close()

    const ledger = sqliteLedger(file)
    assert.deepEqual((await ledger.read(earlier)).attempts, [anAttempt(earlier)])
    assert.deepEqual(await ledger.read(order), { attempts: [], invoices: [] })
    assert.equal(await ledger.isIssued(CHECKOUT_ID, aFingerprint('a')), false)
    assert.deepEqual(
      (await ledger.claimEvents(OWNER, 1, 2, 10)).map(({ event }) => event.id),
      ['later']
    )
    await ledger.transaction(order, async (transaction) => {
      assert.equal(await transaction.rememberSeen(aFingerprint('b'), 'other meaning'), 'new')
      await transaction.insertAttempt(anAttempt(order))
    })
    await ledger.close()
  })
})

/** Has several processes do the task at the same moment, and gives what each of them says at the end. */
async function race<Result>(file: string, task: Task, count: number): Promise<Result[]> {
  const children = await Promise.all(
    Array.from({ length: count }, (_, index) => start(file, task, `${index}`))
  )
  const results = children.map((child) => answerOf<Result>(child))
  for (const child of children) child.send('go')
  return Promise.all(results)
}

async function start(file: string, task: Task, name = ''): Promise<ChildProcess> {
  const path = fileURLToPath(new URL('ledger-process.ts', import.meta.url))
  const child = fork(path, [file, task, name], { execArgv: ['--import', 'tsx'] })
  assert.equal(await answerOf(child), 'ready')
  return child
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const ended = once(child, 'exit').then(() => assert.fail('the process ended without an answer'))
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer]
  return answer
}
