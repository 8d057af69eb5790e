import type { OutputBundle } from 'rollup'
import type { Plugin } from 'vite'

/**
 * Keeps every foreign host out of what we ship.
 *
 * The framework adds a counting pixel to mini programs (three seconds after the start), images of
 * its vendor's CDN to H5 styles, and the addresses of map and search vendors that we never call.
 */
const FOREIGN_URL = /(?:https?:)?\/\/(?:[a-z0-9-]+\.)+(?:com|cn|net|org|io|dev)(?=[/:"'`)\s?#\\])[^\s"'`)\\]*/gi

/** Names in XML and comments of licences are not addresses that anybody calls. */
const HARMLESS = /^https?:\/\/www\.w3\.org\//i

/** An address that goes nowhere: an empty picture, and no host. */
const NOWHERE = 'data:,'

export function foreignUrls(text: string): string[] {
  return (text.match(FOREIGN_URL) ?? []).filter((url) => !HARMLESS.test(url))
}

export function withoutForeignUrls(text: string): string {
  return text.replace(FOREIGN_URL, (url) => (HARMLESS.test(url) ? url : NOWHERE))
}

export function ownHostsOnly(): Plugin {
  return {
    name: 'callout:own-hosts-only',
    apply: 'build',
    enforce: 'post',
    generateBundle: { order: 'post', handler: (_options, bundle) => cleanse(bundle) },
  }
}

function cleanse(bundle: OutputBundle): void {
  for (const file of Object.values(bundle)) {
    if (file.type === 'chunk') file.code = withoutForeignUrls(file.code)
    else if (typeof file.source === 'string') file.source = withoutForeignUrls(file.source)
  }
}
