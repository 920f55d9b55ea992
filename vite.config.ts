import { existsSync, readdirSync } from 'node:fs'
import { defineConfig, type BuildOptions } from 'vite'
import { browserGuard } from './scripts/browser-guard.mjs'
import { tidyTemplates } from './scripts/tidy-templates.mjs'

// every page of the shop, but not the built ones
const pages = readdirSync('demo', { recursive: true, encoding: 'utf8' })
  .map((name) => `demo/${name}`)
  .concat('index.html')
  .filter((name) => name.endsWith('.html') && !name.startsWith('demo/.dist') && existsSync(name))

// the shop's content security policy is script-src 'self'; style-src 'self': nothing may stand inline
const shop: BuildOptions = {
  outDir: 'demo/.dist',
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  rolldownOptions: { input: pages }
}

// one script for a tag, with lit inside
const cdn: BuildOptions = {
  outDir: 'dist/cdn',
  minify: 'terser',
  terserOptions: {
    toplevel: true,
    ecma: 2020,
    compress: { passes: 3, pure_getters: true },
    format: {
      // pages in windows-1251 would read the apostrophes as something else
      ascii_only: true,
      // nearly everything is called at once: V8 then compiles it beside the main thread, while the page loads
      preamble: '//# allFunctionsCalledOnLoad'
    }
  },
  sourcemap: true,
  lib: {
    entry: 'src/element/define.ts',
    name: 'InterkassaCheckout',
    formats: ['iife', 'es'],
    fileName: (format) => `interkassa-checkout.${format === 'es' ? 'mjs' : 'js'}`
  },
  rolldownOptions: { output: { codeSplitting: false } }
}

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: [browserGuard(), ...(mode === 'cdn' ? [tidyTemplates()] : [])],
  publicDir: false,
  build: { target: 'es2022', emptyOutDir: true, ...(mode === 'cdn' ? cdn : shop) }
}))
