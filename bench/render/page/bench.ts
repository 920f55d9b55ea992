import type { CheckoutSession } from '../../../src/protocol/index.js'
import type { Contestant } from '../contestants.js'
import { CONTENDERS } from './contenders.js'

/** What the driver asks of the page, beginning and end of each being what is measured. */
export interface Bench {
  /** Shows the session, and waits until the frame with all of it has been painted. */
  readonly show: (name: Contestant, session: CheckoutSession) => Promise<void>
  /** Throws unless all of it is there. */
  readonly check: (name: Contestant, session: CheckoutSession) => void
  /** Chooses that many payways, one a frame. */
  readonly choose: (name: Contestant, session: CheckoutSession, picks: number) => Promise<void>
  /** Runs a script from its text, as if it had just arrived, until what it defines is there. */
  readonly define: (name: Contestant, text: string) => void
  /** Has the browser load a script, which it may parse and compile beside the main thread, until all is defined. */
  readonly load: (name: Contestant, address: string) => Promise<void>
}

const GIVE_UP_AFTER = 10_000

const IS_DEFINED: Partial<Record<Contestant, () => boolean>> = {
  ours: () => customElements.get('interkassa-checkout') !== undefined,
  shoelace: () => customElements.get('sl-radio-group') !== undefined,
  adyen: () => 'AdyenWeb' in globalThis
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** Looks now and then, which asks for no frames of its own. */
async function until(holds: () => boolean, complaint: string): Promise<void> {
  const start = performance.now()
  while (!holds()) {
    if (performance.now() - start > GIVE_UP_AFTER) throw new Error(complaint)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** What a frame's callback has changed is painted by the time that the next frame calls back. */
async function painted(): Promise<void> {
  await frame()
  await frame()
}

const bench: Bench = {
  async show(name, session) {
    const contender = CONTENDERS[name]
    const last = session.payways.at(-1)?.id ?? ''
    const isShown = () => contender.isShown(last)
    contender.show(session, document.body)
    await painted()
    if (isShown()) return
    await until(isShown, `${name} does not show ${last}`)
    await painted()
  },

  check(name, { payways }) {
    const missing = payways.find(({ id }) => !CONTENDERS[name].isShown(id))
    if (missing) throw new Error(`${name} does not show ${missing.id}`)
  },

  async choose(name, session, picks) {
    const { choose, isChosen } = CONTENDERS[name]
    const open = session.payways.filter(({ limits }) => limits === undefined)
    for (let pick = 1; pick <= picks; pick++) {
      const id = open[(pick * 37) % open.length]?.id ?? ''
      choose(id)
      await painted()
      if (!isChosen(id)) throw new Error(`${name} has not chosen ${id}`)
    }
  },

  define(name, text) {
    const script = document.createElement('script')
    script.textContent = text
    document.head.append(script)
    checkDefined(name)
  },

  async load(name, address) {
    const script = document.createElement('script')
    script.src = address
    await new Promise((resolve, reject) => {
      script.onload = resolve
      script.onerror = reject
      document.head.append(script)
    })
    checkDefined(name)
  }
}

function checkDefined(name: Contestant): void {
  if (IS_DEFINED[name]?.() === false) throw new Error(`${name} has defined nothing`)
}

Object.assign(globalThis, { bench })
