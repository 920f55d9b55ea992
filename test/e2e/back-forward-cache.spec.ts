import { describeTurningBack } from './back-journeys.js'
import { test } from './fixtures.js'

test.use({
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] })
    },
    { scope: 'worker' }
  ]
})

describeTurningBack('as it was')
