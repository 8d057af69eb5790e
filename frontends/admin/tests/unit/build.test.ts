// @vitest-environment node
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foreignHosts, stripHosts } from '../../build/withoutForeignHosts'

const DIST = new URL('../../dist', import.meta.url).pathname

describe('foreign hosts', () => {
  test('are found in code, styles and addresses of every form', () => {
    const text = `import("https://cdn.example.com/x.js"); url(http://fonts.example.org/a.woff2) '//x' "https://a.example.net"`
    expect(foreignHosts(text)).toEqual(['cdn.example.com', 'fonts.example.org', 'a.example.net'])
  })

  test('are taken out, while the names of XML stay', () => {
    const text = 'see https://vuejs.org/error-reference/#x and xmlns="http://www.w3.org/2000/svg"'
    const stripped = stripHosts(text)
    expect(foreignHosts(stripped)).toEqual([])
    expect(stripped).toContain('http://www.w3.org/2000/svg')
  })

  test('do not hide behind upper case or a port', () => {
    expect(foreignHosts('"HTTPS://CDN.Example.COM:8443/x"')).toEqual(['cdn.example.com'])
    expect(foreignHosts(stripHosts('"HTTPS://CDN.Example.COM:8443/x"'))).toEqual([])
  })
})

describe('lock file', () => {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, { integrity?: string; resolved?: string; optionalDependencies?: Record<string, string> }>
  }
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '')

  test('names no registry, and a checksum for every package', () => {
    expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
    expect(entries.filter(([, entry]) => entry.integrity === undefined).map(([path]) => path)).toEqual([])
  })

  test('holds an entry for every optional package, so that every platform installs', () => {
    const names = new Set(entries.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13)))
    const wanted = entries.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}))
    expect(wanted.filter((name) => !names.has(name))).toEqual([])
  })

  test('pins exact versions', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Record<string, Record<string, string>>
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})

// Without a build there is nothing to look at; `make check` builds first.
describe.runIf(existsSync(DIST))('the build', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css|html|svg|json)$/.test(name))

  test('names no foreign host in any file', () => {
    const found = files.map((name) => [name, foreignHosts(readFileSync(join(DIST, name), 'utf8'))] as const)
    expect(found.filter(([, hosts]) => hosts.length > 0)).toEqual([])
  })

  test('is served from /admin/', () => {
    const html = readFileSync(join(DIST, 'index.html'), 'utf8')
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1])
    expect(addresses.length).toBeGreaterThan(1)
    expect(addresses.filter((address) => !address?.startsWith('/admin/'))).toEqual([])
  })

  test('loads the map only where it is shown', () => {
    expect(readFileSync(join(DIST, 'index.html'), 'utf8')).not.toMatch(/assets\/map-/)
  })
})
