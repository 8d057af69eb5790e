import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { withoutForeignHosts } from './build/withoutForeignHosts.ts'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The API under development; the mock server listens on another port and is named by this variable. */
const api = process.env.CALLOUT_API ?? 'http://127.0.0.1:8000'

export default defineConfig({
  base: '/admin/',
  plugins: [vue(), withoutForeignHosts()],
  resolve: { alias: { '@': folder('./src'), '@shared': folder('../shared/src') } },
  server: {
    host: '127.0.0.1',
    fs: { allow: [folder('.'), folder('../shared')] },
    proxy: { '/api': { target: api, ws: true } },
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules\/(@vue|vue|vue-router|pinia)\// },
            { name: 'element', test: /node_modules\/(element-plus|@element-plus|async-validator|dayjs|@floating-ui|@ctrl|@vueuse|lodash)/ },
            { name: 'map', test: /node_modules\/maplibre-gl/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['tests/unit/**/*.test.ts'],
    // One process that loads the component library once: starting it anew per file costs more than all tests.
    isolate: false,
    maxWorkers: 1,
  },
})
