import type { InterkassaCheckout } from '../../src/element/index.js'
import { directionOf } from './languages.js'
import type { Scene } from './scene.js'
import { shopOf } from './scripted-shop.js'
import type { View } from './view.js'

/**
 * Makes room for a scene, plays it there, and gives a promise of the moment at which it is to be seen. Elements of one
 * page share its address, so the next scene has to wait until this one has begun.
 */
export async function play(scene: Scene, view: View, room: HTMLElement): Promise<{ shown: Promise<void> }> {
  room.dir = view.dir === 'auto' ? directionOf(view.lang) : view.dir
  room.lang = view.lang
  if (scene.framed && window === window.parent) return { shown: playInFrame(scene, room) }
  const element = document.createElement('interkassa-checkout')
  // an address of its own for every scene, or they would be tabs of one order for each other
  if (scene.shop) element.setAttribute('src', `/gallery/${scene.name}`)
  element.setAttribute('order-id', 'A-1001')
  element.fetch = shopOf(scene.shop ?? {})
  element.session = scene.session?.() ?? null
  for (const [name, value] of Object.entries(scene.attributes ?? {})) element.setAttribute(name, value)

  const address = location.pathname + location.search
  history.replaceState(null, '', `${address}${scene.fragment ?? ''}`)
  room.append(element)
  await element.updateComplete
  history.replaceState(null, '', address)
  return { shown: see(scene, element).then(() => room.setAttribute('data-shown', '')) }
}

async function see({ act, shows }: Scene, element: InterkassaCheckout): Promise<void> {
  const { name } = element.state
  if (act) {
    if (name === 'idle' || name === 'loading') await loaded(element)
    await element.updateComplete
    act(element)
  }
  while (!shows(element.state)) await nextFrame()
  await element.updateComplete
}

const loaded = (element: InterkassaCheckout) =>
  new Promise((resolve) => {
    element.addEventListener('interkassa-load', resolve, { once: true })
  })

const nextFrame = () =>
  new Promise((resolve) => {
    requestAnimationFrame(resolve)
  })

/** For a browser this machine's two names are two sites. */
async function playInFrame({ name, title }: Scene, room: HTMLElement): Promise<void> {
  const address = new URL(location.href)
  address.hostname = address.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  address.searchParams.set('state', name)
  const frame = document.createElement('iframe')
  frame.title = title
  frame.src = address.href
  room.append(frame)
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve)
  })
  room.setAttribute('data-shown', '')
}
