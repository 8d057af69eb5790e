/** What the tests load of plain JavaScript. */
declare module '*.mjs'
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options: { pretendToBeVisual: boolean })
    readonly window: Window & typeof globalThis
  }
}
