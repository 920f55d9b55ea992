import { html, nothing, render } from 'lit'
import { showControls } from './controls.js'
import { addLanguages } from './languages.js'
import { SCENES } from './scenes/index.js'
import { play } from './stage.js'
import { standStill } from './standstill.js'
import { addressOf, readView } from './view.js'

const view = readView(new URLSearchParams(location.search))
const page = document.documentElement
page.dataset['theme'] = view.theme
page.dataset['look'] = view.look
page.dataset['width'] = view.width
page.toggleAttribute('data-framed', window !== window.parent)

standStill()
addLanguages()

const form = document.querySelector('form')
if (form) showControls(form, view)

/** Something of the shop's own beside the checkout, to see whether they belong together. */
const above = html`<h3 class="neighbour">Teapot &amp; Sons</h3>`
const below = html`<p class="neighbour">
  Changed your mind? <a href="#basket">Go back to the basket</a> or <button type="button">Ask us</button>
</p>`

const scenes = SCENES.filter(({ name }) => view.state === 'all' || view.state === name)
const isAlone = scenes.length === 1
// where there are many, none of them may take the focus, and the page with it
if (!isAlone) document.querySelector('h1')?.focus()

const main = document.querySelector('main')
if (main) {
  render(
    scenes.map(
      ({ name, title }) =>
        html`<section aria-labelledby=${name}>
          <h2 id=${name}><a href=${addressOf({ ...view, state: name })}>${name}</a> ${title}</h2>
          <div class="shop">
            ${isAlone ? above : nothing}
            <div class="room"></div>
            ${isAlone ? below : nothing}
          </div>
        </section>`
    ),
    main
  )
  const rooms = main.querySelectorAll<HTMLElement>('.room')
  const performances = []
  for (const [index, scene] of scenes.entries()) {
    const room = rooms[index]
    if (room) performances.push((await play(scene, view, room)).shown)
  }
  await Promise.all(performances)
}
