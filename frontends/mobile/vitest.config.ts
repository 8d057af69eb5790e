import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: resolve(__dirname, '..'),
  resolve: {
    alias: {
      '@common': resolve(__dirname, 'common'),
      '@shared': resolve(__dirname, '../shared/src'),
      vue: resolve(__dirname, 'node_modules/vue/dist/vue.cjs.js'),
    },
  },
  test: {
    globals: true,
    include: ['shared/tests/**/*.test.ts', 'mobile/tests/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 20_000,
  },
})
