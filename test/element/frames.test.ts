import { expect } from '@open-wc/testing'
import { cleanUp, put } from './support/checkout.js'
import type { FramedWord } from './support/framed.js'

describe('a page in a frame', () => {
  afterEach(cleanUp)

  it('of its own origin pays, in the whole window', async () => {
    const address = new URL('support/framed.html', import.meta.url).href

    const { targets } = await told(address, ({ state }) => state === 'leaving')

    expect(targets).to.deep.equal(['_top'])
  })

  it('of another origin asks for nothing, posts nothing, and can be opened by itself', async () => {
    const address = new URL('support/framed.html', import.meta.url)
    address.hostname = 'localhost'

    const { targets, requests, link } = await told(address.href, ({ state }) => state === 'failed')

    expect({ targets, requests }).to.deep.equal({ targets: [], requests: 0 })
    expect(link).to.deep.equal({ href: address.href, target: '_blank' })
  })
})

/** Shows a page in a frame, and waits for its word. */
function told(address: string, isEnough: (word: FramedWord) => boolean): Promise<FramedWord> {
  const frame = document.createElement('iframe')
  return new Promise((resolve) => {
    const presence = new AbortController()
    const hear = ({ source, data }: MessageEvent<FramedWord>) => {
      if (source !== frame.contentWindow || !isEnough(data)) return
      presence.abort()
      resolve(data)
    }
    window.addEventListener('message', hear, { signal: presence.signal })
    frame.src = address
    put(frame)
  })
}
