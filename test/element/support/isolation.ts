/**
 * Test files run side by side in one browser and pay the same orders. What tabs say to each other is kept within one
 * page here; the channels and the locks themselves are the browser's own.
 */
const page = crypto.randomUUID()

const Channel = globalThis.BroadcastChannel
globalThis.BroadcastChannel = class extends Channel {
  constructor(name: string) {
    super(`${page} ${name}`)
  }
}

const request = navigator.locks.request.bind(navigator.locks) as (...all: unknown[]) => Promise<unknown>
Object.assign(navigator.locks, {
  request: (name: string, ...rest: unknown[]) => request(`${page} ${name}`, ...rest)
})
