import type { Plugin } from 'vite'

export interface Entry {
  /** Of the staged sources, as the dev server and the bundler see it. */
  readonly main: string
  readonly title: string
  readonly themeColor: string
}

/** Points index.html at the app that is being built; without it H5 would silently build `src/`. */
export function ownEntry({ main, title, themeColor }: Entry): Plugin {
  return {
    name: 'callout:own-entry',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html
          .replace('/src/main.ts', main)
          .replace(/<title>.*<\/title>/, `<title>${title}</title>`)
          .replace(/(name="theme-color" content=")[^"]*/, `$1${themeColor}`),
    },
  }
}
