import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = dirname(fileURLToPath(import.meta.url))

export default defineConfig({
  root: resolve(here, '..'),
  cacheDir: resolve(here, 'node_modules/.vite'),
  resolve: {
    alias: {
      '@common': resolve(here, 'common'),
      '@shared': resolve(here, '../shared/src'),
      vue: resolve(here, 'node_modules/vue/dist/vue.cjs.js'),
    },
  },
  test: {
    globals: true,
    cache: false,
    include: ['shared/tests/**/*.test.ts', 'mobile/tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/.build/**', '**/dist/**'],
    testTimeout: 20_000,
  },
})
