import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Task } from './ledger-process.js'

/** Has a process for each of these tasks do it at the same moment, and gives what each of them says at the end. */
export async function race<Result>(tasks: readonly Task[]): Promise<Result[]> {
  const children = await Promise.all(tasks.map(start))
  const results = children.map((child) => answerOf<Result>(child))
  for (const child of children) child.send('go')
  return Promise.all(results)
}

/** Starts a process that begins with its task when it is told to. */
export async function start(task: Task): Promise<ChildProcess> {
  const path = fileURLToPath(new URL('ledger-process.ts', import.meta.url))
  const child = fork(path, [JSON.stringify(task)], { execArgv: ['--import', 'tsx'] })
  assert.equal(await answerOf(child), 'ready')
  return child
}

/** What a process says next. */
export async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const ended = once(child, 'exit').then(() => assert.fail('the process ended without an answer'))
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer]
  return answer
}

/** Ends a process in the middle of whatever it is doing. */
export async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}
