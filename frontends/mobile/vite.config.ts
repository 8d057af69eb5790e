import { join, relative, resolve } from 'node:path'
import uni from '@dcloudio/vite-plugin-uni'
import { defineConfig } from 'vite'
import { ownEntry } from './build/own-entry'
import { ownHostsOnly } from './build/own-hosts'

const THEMES = {
  homeowner: { title: 'Callout', themeColor: '#fff8f1' },
  worker: { title: 'Callout Pro', themeColor: '#10141b' },
}

const app = process.env['CALLOUT_APP'] === 'worker' ? 'worker' : 'homeowner'
const input = process.env['UNI_INPUT_DIR'] ?? join(__dirname, app)

export default defineConfig({
  plugins: [
    ownEntry({ main: `/${relative(__dirname, input)}/main.ts`, ...THEMES[app] }),
    uni(),
    ownHostsOnly(),
  ],
  resolve: {
    alias: {
      '@common': join(input, 'common'),
      '@shared': resolve(__dirname, '../shared/src'),
    },
  },
  build: { target: 'es2018', sourcemap: false, chunkSizeWarningLimit: 900 },
})
