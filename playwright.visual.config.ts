import { defineConfig, type Project } from '@playwright/test'
import { findEngines } from './scripts/find-engines.mjs'

const { chromium, firefox } = (await findEngines(['chromium', 'firefox'])).found

// a receipt is dated by the payer's clock
const env = { ...process.env, TZ: 'UTC' } as Record<string, string>

const projects: Project[] = []
if (chromium) {
  projects.push({ name: 'chromium', use: { browserName: 'chromium', launchOptions: { ...chromium, env } } })
}
if (firefox) {
  const launchOptions = { ...firefox, env }
  projects.push({
    name: 'firefox',
    use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions }
  })
}

export default defineConfig({
  testDir: 'test/visual',
  outputDir: '.cache/visual',
  snapshotPathTemplate: '{testDir}/baselines/{projectName}/{arg}{ext}',
  // a picture that is missing is not made up
  updateSnapshots: 'none',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  expect: { toHaveScreenshot: { animations: 'disabled', threshold: 0.03, maxDiffPixels: 50 } },
  // so high that the longest list fits: the button below it sticks to the window's edge
  use: { viewport: { width: 900, height: 2600 } },
  projects
})
