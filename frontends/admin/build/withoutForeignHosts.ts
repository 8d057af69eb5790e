import type { Plugin } from 'vite'

/** XML namespaces look like addresses but are names: nothing is ever fetched from them. */
export const NAMESPACES = ['www.w3.org']

const ADDRESS = /https?:\/\/([a-z0-9.-]+\.[a-z]{2,})(?=[/"'`\s)?#:\\]|$)/gi

/** The hosts that a text names, namespaces left out. */
export function foreignHosts(text: string): string[] {
  const hosts = [...text.matchAll(ADDRESS)].map((match) => (match[1] ?? '').toLowerCase())
  return [...new Set(hosts)].filter((host) => !NAMESPACES.includes(host))
}

/** The text with links into libraries' manuals taken out (they sit in warnings and in licence notes). */
export function stripHosts(text: string): string {
  return text.replace(ADDRESS, (whole, host: string) =>
    NAMESPACES.includes(host.toLowerCase()) ? whole : 'about:',
  )
}

/** Keeps every foreign host out of the build, so that a served page never names one. */
export function withoutForeignHosts(): Plugin {
  return {
    name: 'without-foreign-hosts',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = stripHosts(file.code)
        else if (typeof file.source === 'string') file.source = stripHosts(file.source)
        else if (/\.(js|css|svg|html)$/.test(file.fileName)) {
          file.source = stripHosts(new TextDecoder().decode(file.source))
        }
      }
    },
  }
}
