import { createRequire } from 'node:module'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import type { App } from '../support'
import { buildOf } from '../support'

type Json = Record<string, unknown>
interface Called {
  readonly url: string
}
interface RequestOptions {
  readonly url: string
  readonly method?: string
  readonly header?: Readonly<Record<string, string>>
  readonly data?: string
  readonly success?: (answer: Json) => void
  readonly complete?: () => void
}

/** What a test may see and touch of a page that runs in the pretended phone. */
export interface Page {
  text(): string
  tap(test: string, at?: number): Promise<void>
  wentTo(): readonly string[]
}

export type Answer = (method: string, path: string, body: string, token: string) => readonly [number, unknown]

const DOM_NAMES = ['window', 'document', 'Event', 'CustomEvent', 'Node', 'Element', 'MutationObserver'] as const

/** Time for answers to arrive and for the page to be drawn anew. */
export const settle = (ms = 60): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** A phone that runs one app's release bundle as WeChat would: its own compiler, stubbed abilities. */
export interface Phone {
  open(page: string, query?: Json): Promise<Page>
  /** What the framework reported as broken; a sound app has none. */
  readonly faults: readonly string[]
}

export function startPhone(app: App, answer: Answer, stored: Json = {}): Phone {
  const folder = buildOf(app, 'mp-weixin')
  const require = createRequire(__filename)
  const visited: string[] = []
  const faults: string[] = []
  pretendBrowser()
  pretendPhone(answer, new Map(Object.entries(stored)), visited)
  for (const level of ['error', 'warn'] as const) console[level] = (...parts: unknown[]) => void faults.push(parts.join(' '))
  const simulate = require('miniprogram-simulate') as Simulate
  const exparser = require('miniprogram-exparser') as Exparser
  require(join(folder, 'app.js'))
  return {
    faults,
    open: async (page, query = {}) => {
      const id = simulate.load(join(folder, 'pages', page, page), { compiler: 'official', rootPath: folder })
      const component = simulate.render(id, query)
      const parent = document.createElement('parent-wrapper')
      component.attach(parent)
      for (const hook of ['onLoad', 'onShow', 'onReady']) component.instance[hook]?.(query)
      await settle()
      return pageIn(parent, exparser, visited)
    },
  }
}

function pageIn(parent: Element, exparser: Exparser, visited: readonly string[]): Page {
  return {
    text: () => parent.textContent ?? '',
    tap: async (test, at = 0) => {
      const found = parent.querySelectorAll(`[data-test="${test}"]`)[at]
      if (!found) throw new Error(`nothing to tap: ${test} in ${parent.textContent}`)
      touch(exparser, found)
      await settle()
    },
    wentTo: () => visited,
  }
}

interface Exparser {
  readonly Event: {
    create(name: string, detail: Json, options: Json): unknown
    dispatchEvent(element: unknown, event: unknown): void
  }
}

/** A tap as the simulator's component system knows it; DOM events alone do not reach it. */
function touch({ Event: events }: Exparser, found: Element): void {
  const element = (found as Element & { __wxElement?: unknown }).__wxElement
  const options = { bubbles: true, capturePhase: true, composed: true, extraFields: { touches: {}, changedTouches: {} } }
  events.dispatchEvent(element, events.create('tap', {}, options))
}

interface Simulate {
  load(path: string, options: Json): string
  render(id: string, properties: Json): { attach(parent: Element): void; instance: Record<string, ((query: Json) => void) | undefined> }
}

function pretendBrowser(): void {
  const { window } = new JSDOM('<!DOCTYPE html><body></body>', { pretendToBeVisual: true })
  const scope = globalThis as unknown as Record<string, unknown>
  const source = window as unknown as Record<string, unknown>
  for (const name of DOM_NAMES) scope[name] = source[name]
  scope['requestAnimationFrame'] = window.requestAnimationFrame.bind(window)
  scope['cancelAnimationFrame'] = window.cancelAnimationFrame.bind(window)
}

function pretendPhone(answer: Answer, storage: Map<string, unknown>, visited: string[]): void {
  const nothing = (): void => undefined
  const system = { language: 'zh_CN', platform: 'devtools', statusBarHeight: 20, windowWidth: 390, pixelRatio: 2, SDKVersion: '3.0.0' }
  const go = ({ url }: Called): void => void visited.push(url)
  const scope = globalThis as unknown as Record<string, unknown>
  const app: Json = {}
  scope['App'] = (options: Json) => Object.assign(app, options)
  scope['Page'] = nothing
  scope['getApp'] = () => app
  scope['getCurrentPages'] = () => []
  scope['wx'] = {
    getSystemInfoSync: () => system,
    getWindowInfo: () => system,
    getDeviceInfo: () => system,
    getAppBaseInfo: () => system,
    getAccountInfoSync: () => ({ miniProgram: {} }),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
    getNetworkType: ({ success }: { success: (type: Json) => void }) => success({ networkType: 'wifi' }),
    onNetworkStatusChange: nothing,
    onAppShow: nothing,
    onAppHide: nothing,
    getLaunchOptionsSync: () => ({}),
    getEnterOptionsSync: () => ({}),
    connectSocket: () => ({ onOpen: nothing, onMessage: nothing, onError: nothing, onClose: nothing, send: nothing, close: nothing }),
    createSelectorQuery: () => ({}),
    getLocation: ({ success }: { success: (at: Json) => void }) => success({ longitude: -71.25, latitude: -29.9 }),
    vibrateShort: nothing,
    showToast: nothing,
    navigateTo: go,
    redirectTo: go,
    reLaunch: go,
    canIUse: () => false,
    env: { USER_DATA_PATH: '/data' },
    request: (options: RequestOptions) => reply(options, answer),
  }
}

function reply({ url, method = 'GET', header = {}, data, success, complete }: RequestOptions, answer: Answer): Json {
  const token = Object.entries(header).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''
  setTimeout(() => {
    const [statusCode, body] = answer(method, url.replace(/^https?:\/\/[^/]+/, ''), data ?? '', token)
    success?.({ statusCode, header: {}, data: body === null ? '' : JSON.stringify(body) })
    complete?.()
  }, 1)
  return { abort: () => undefined }
}
