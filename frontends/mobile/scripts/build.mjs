/**
 * Builds one app for one platform: `node scripts/build.mjs worker h5`.
 *
 * The mini-program compiler names components by their place below the input folder, so what both
 * apps share is copied beside the app's own sources into one staging folder first.
 * UNI_OUTPUT_DIR chooses the output (else `dist/<app>/<platform>`).
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { APPS, PLATFORMS } from '../build/apps.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const [app, platform] = process.argv.slice(2)
if (!APPS.includes(app) || !PLATFORMS.includes(platform)) {
  console.error(`usage: build.mjs ${APPS.join('|')} ${PLATFORMS.join('|')}`)
  process.exit(2)
}

const stage = join(root, '.build', `${app}-${platform}`)
rmSync(stage, { recursive: true, force: true })
mkdirSync(stage, { recursive: true })
cpSync(join(root, app), stage, { recursive: true })
cpSync(join(root, 'common'), join(stage, 'common'), { recursive: true })

const output = resolve(process.env.UNI_OUTPUT_DIR ?? join(root, 'dist', app, platform))
const uni = join(root, 'node_modules', '@dcloudio', 'vite-plugin-uni', 'bin', 'uni.js')
const { status } = spawnSync(process.execPath, [uni, 'build', '-p', platform], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', CALLOUT_APP: app, UNI_INPUT_DIR: stage, UNI_OUTPUT_DIR: output },
})
process.exit(status ?? 1)
