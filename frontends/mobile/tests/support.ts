import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = resolve(__dirname, '..')
export const APPS = ['homeowner', 'worker'] as const
export const PLATFORMS = ['h5', 'mp-weixin'] as const
export type App = (typeof APPS)[number]
export type Platform = (typeof PLATFORMS)[number]

/** Long enough for a build on a busy machine, where one is missing. */
export const BUILD_LIMIT_MS = 240_000

/** The folder of a release build: from CALLOUT_MOBILE_BUILDS, else from dist, else made now. */
export function buildOf(app: App, platform: Platform): string {
  const given = process.env['CALLOUT_MOBILE_BUILDS']
  const folder = join(given ?? join(ROOT, 'dist'), app, platform)
  if (!existsSync(join(folder, platform === 'h5' ? 'index.html' : 'app.json'))) build(app, platform, folder)
  return folder
}

function build(app: App, platform: Platform, folder: string): void {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), app, platform], {
    cwd: ROOT,
    env: { ...process.env, UNI_OUTPUT_DIR: folder },
    encoding: 'utf-8',
  })
  if (status !== 0) throw new Error(`the ${platform} build of ${app} failed: ${stderr}`)
}

const TEXTS = ['.js', '.css', '.html', '.json', '.wxml', '.wxss', '.wxs']

/** Every text file below a folder with its content. */
export function textFiles(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf-8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && TEXTS.some((ending) => path.endsWith(ending)))
    .map((path) => [path, readFileSync(path, 'utf-8')] as const)
}
