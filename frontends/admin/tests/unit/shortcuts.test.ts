import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import type { EffectScope } from 'vue'
import { handleKey, shortcutsInUse, useShortcuts } from '@/composables/useShortcuts'

const label = { zh: '', en: '' }
let scope: EffectScope

beforeEach(() => {
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  document.body.innerHTML = ''
})

function press(key: string, init: KeyboardEventInit = {}, on: HTMLElement = document.body): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  on.dispatchEvent(event)
  return handleKey(event)
}

function element(html: string): HTMLElement {
  document.body.innerHTML = html
  return document.body.firstElementChild as HTMLElement
}

describe('a key', () => {
  test('does what the screen says, in either case', () => {
    const run = vi.fn()
    scope.run(() => useShortcuts([{ keys: ['a'], label, run }]))
    expect(press('A')).toBe(true)
    expect(run).toHaveBeenCalledTimes(1)
  })

  test('is left alone while somebody types, composes or uses the browser’s own keys', () => {
    const run = vi.fn()
    scope.run(() => useShortcuts([{ keys: ['a'], label, run }]))
    expect(press('a', {}, element('<input>'))).toBe(false)
    expect(press('a', { isComposing: true })).toBe(false)
    expect(press('a', { ctrlKey: true })).toBe(false)
    expect(press('a', { metaKey: true })).toBe(false)
    expect(run).not.toHaveBeenCalled()
  })

  test('presses the focused button and nothing else when it is Enter', () => {
    const run = vi.fn()
    scope.run(() => useShortcuts([{ keys: ['enter'], label, run }]))
    expect(press('Enter', {}, element('<button>Reject</button>'))).toBe(false)
    expect(press('Enter', {}, element('<div role="option"></div>'))).toBe(true)
    expect(run).toHaveBeenCalledTimes(1)
  })

  test('belongs to an open dialog', () => {
    const run = vi.fn()
    scope.run(() => useShortcuts([{ keys: ['a'], label, run }]))
    element('<div class="el-overlay"><div class="el-dialog"></div></div>')
    expect(press('a')).toBe(false)
    element('<div class="el-overlay" style="display: none"><div class="el-dialog"></div></div>')
    expect(press('a')).toBe(true)
  })

  test('goes on to the next layer when the first one is off', () => {
    const outer = vi.fn()
    const inner = vi.fn()
    scope.run(() => {
      useShortcuts([{ keys: ['escape'], label, run: outer }])
      useShortcuts([{ keys: ['escape'], label, run: inner, isOn: () => false }])
    })
    press('Escape')
    expect(inner).not.toHaveBeenCalled()
    expect(outer).toHaveBeenCalledTimes(1)
  })

  test('with Shift is the digit of its place, whatever sign the layout types', () => {
    const run = vi.fn()
    scope.run(() => useShortcuts([{ keys: ['2'], label, run }]))
    press('"', { code: 'Digit2', shiftKey: true })
    press('@', { code: 'Digit2', shiftKey: true })
    expect(run).toHaveBeenCalledTimes(2)
    expect(run.mock.calls[0]?.[0]).toBe('2')
  })

  test('that types a slash with Shift stays a slash', () => {
    const search = vi.fn()
    const seven = vi.fn()
    scope.run(() => useShortcuts([{ keys: ['/'], label, run: search }, { keys: ['7'], label, run: seven }]))
    press('/', { code: 'Digit7', shiftKey: true })
    expect(search).toHaveBeenCalledTimes(1)
    expect(seven).not.toHaveBeenCalled()
  })

  test('is forgotten when its screen closes', () => {
    scope.run(() => useShortcuts([{ keys: ['a'], label, run: vi.fn() }]))
    expect(shortcutsInUse()).toHaveLength(1)
    scope.stop()
    expect(shortcutsInUse()).toHaveLength(0)
    expect(press('a')).toBe(false)
  })
})
