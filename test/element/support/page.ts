import './address-limit.js'

const standing = new Set<HTMLElement>()
const endings: (() => void)[] = []
const pageOf = ({ pathname, search }: Location) => `${pathname}${search}`
const page = pageOf(location)
const rejections: unknown[] = []

window.addEventListener('unhandledrejection', ({ reason }) => rejections.push(reason))

/** Puts anything on the page until {@link cleanUp}. */
export function put(element: HTMLElement, where: Node = document.body): void {
  standing.add(element)
  where.appendChild(element)
}

/** Puts something of the page's own aside until {@link cleanUp}. */
export function replace<T extends object>(
  object: T,
  name: PropertyKey & (keyof T | string),
  value: unknown
): void {
  const own = Object.getOwnPropertyDescriptor(object, name)
  Object.defineProperty(object, name, { value, configurable: true, writable: true })
  endings.push(() => {
    if (own) Object.defineProperty(object, name, own)
    else Reflect.deleteProperty(object, name)
  })
}

/** Leaves the page as it was before the test, in which nothing may have been thrown at the payer. */
export function cleanUp(): void {
  for (const element of standing) element.remove()
  standing.clear()
  for (const end of endings.splice(0).reverse()) end()
  // a form that was posted stays where its page is about to go
  for (const form of document.querySelectorAll('body > form')) form.remove()
  sessionStorage.clear()
  if (pageOf(location) !== page || location.hash || history.state !== null)
    history.replaceState(null, '', page)
  const [thrown] = rejections.splice(0)
  if (thrown instanceof Error) throw thrown
}

/** Puts this page where the gateway has sent the payer back to. */
export function arriveWith(fragment: string): void {
  history.replaceState(null, '', `#${fragment}`)
}

/** Waits until everything that is to happen now has happened. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      // WebKit asks every port that is open, with every message
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** Events of one type that reach the document, which shows that they bubble out of every shadow tree. */
export function hear<Name extends keyof HTMLElementEventMap>(name: Name): HTMLElementEventMap[Name][] {
  const heard: HTMLElementEventMap[Name][] = []
  const listen = (event: Event) => void heard.push(event as HTMLElementEventMap[Name])
  document.addEventListener(name, listen)
  endings.push(() => document.removeEventListener(name, listen))
  return heard
}
