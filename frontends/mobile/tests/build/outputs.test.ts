import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foreignHosts, withoutForeignHosts } from '../../build/own-hosts'
import { APPS, BUILD_LIMIT_MS, PLATFORMS, ROOT, buildOf, textFiles } from '../support'

/** Where a mini program asks when its build was told nothing else. */
const OWN = ['http://127.0.0.1']

describe.each(APPS)('the release build of the %s app', (app) => {
  it.each(PLATFORMS)(
    'names no foreign host for %s',
    (platform) => {
      const named = textFiles(buildOf(app, platform)).flatMap(([path, text]) =>
        foreignHosts(text).filter((host) => !OWN.includes(host)).map((host) => `${path}: ${host}`),
      )
      expect(named).toEqual([])
    },
    BUILD_LIMIT_MS,
  )

  it(
    'is made of its own pages and not of the other app',
    () => {
      const pages = textFiles(buildOf(app, 'h5')).map(([path]) => path).join(' ')
      expect(pages.includes('pages-order-form-order-form')).toBe(app === 'homeowner')
      expect(pages.includes('pages-job-job')).toBe(app === 'worker')
    },
    BUILD_LIMIT_MS,
  )

  it(
    'loads its files from where it is served',
    () => {
      const html = readFileSync(join(buildOf(app, 'h5'), 'index.html'), 'utf-8')
      expect(html).toContain(app === 'worker' ? 'src="/worker/assets/' : 'src="/assets/')
    },
    BUILD_LIMIT_MS,
  )

  it(
    'uses no component name that mini programs keep for themselves',
    () => {
      const taken = ['icon', 'loading', 'form', 'map', 'camera', 'label', 'picker', 'slider', 'progress', 'switch']
      const used = textFiles(buildOf(app, 'mp-weixin'))
        .filter(([path]) => path.endsWith('.json'))
        .flatMap(([, text]) => Object.keys((JSON.parse(text) as { usingComponents?: object }).usingComponents ?? {}))
      expect(used.filter((name) => taken.includes(name))).toEqual([])
    },
    BUILD_LIMIT_MS,
  )
})

describe('keeping foreign hosts out', () => {
  it('replaces the host and leaves the code around it as it is', () => {
    const code = 'const u=`https://maps.example.com/api?key=${k({a:"}"})}`;fetch("//cdn.example.net/x.js")'
    expect(withoutForeignHosts(code)).toBe('const u=`data:,/api?key=${k({a:"}"})}`;fetch("data:,/x.js")')
  })

  it('touches neither comments nor names of XML', () => {
    const code = "a=1;//see docs.io for more\nsvg='http://www.w3.org/2000/svg'"
    expect(withoutForeignHosts(code)).toBe(code)
  })

  it('would find a counting pixel', () => {
    expect(foreignHosts('wx.request({url:"https://tongji.example.cn/h.gif"})')).toEqual(['https://tongji.example.cn'])
  })
})

describe('the lock', () => {
  interface LockEntry {
    readonly version?: string
    readonly resolved?: string
    readonly integrity?: string
    readonly optionalDependencies?: Readonly<Record<string, string>>
  }
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf-8')) as {
    packages: Readonly<Record<string, LockEntry>>
  }
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '')

  it('pins every package by version and hash, and names no registry', () => {
    const loose = entries.filter(([, entry]) => !entry.version || !entry.integrity || entry.resolved !== undefined)
    expect(loose.map(([path]) => path)).toEqual([])
  })

  it('has an entry for every optional package, whatever machine it was made on', () => {
    const has = (name: string): boolean => entries.some(([path]) => path.endsWith(`node_modules/${name}`))
    const wanted = entries.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}))
    expect(wanted.filter((name) => !has(name))).toEqual([])
  })
})
