import type { OutputBundle } from 'rollup'
import type { Plugin } from 'vite'

/**
 * Keeps every foreign host out of what we ship.
 *
 * The framework adds a counting pixel to mini programs (three seconds after the start), images of
 * its vendor's CDN to H5 styles, and the addresses of map and search vendors that we never call.
 */
const SCHEME_AND_HOST = String.raw`(?:https?:|wss?:)\/\/(?:[a-z0-9-]+\.)+[a-z]{2,}`
/** Without a scheme it is an address only where a text or a CSS address begins; elsewhere it is a comment. */
const HOST_ONLY = String.raw`(?<=["'\x60(])\/\/(?:[a-z0-9-]+\.)+(?:com|cn|net|org|io|dev|app|co)(?=[\/"'\x60)?#:])`

/** The host alone: what follows may be code of a template literal and must stay as it is. */
const FOREIGN = new RegExp(`${SCHEME_AND_HOST}|${HOST_ONLY}`, 'gi')

/** Names in XML are not addresses that anybody calls. */
const HARMLESS = /^https?:\/\/www\.w3\.org$/i

/** An address that goes nowhere: an empty picture, and no host. */
const NOWHERE = 'data:,'

export function foreignHosts(text: string): string[] {
  return (text.match(FOREIGN) ?? []).filter((host) => !HARMLESS.test(host))
}

export function withoutForeignHosts(text: string): string {
  return text.replace(FOREIGN, (host) => (HARMLESS.test(host) ? host : NOWHERE))
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
    if (file.type === 'chunk') file.code = withoutForeignHosts(file.code)
    else if (typeof file.source === 'string') file.source = withoutForeignHosts(file.source)
  }
}
