import type { Text } from '@shared/api'
import { onScopeDispose, shallowReactive } from 'vue'

export interface Shortcut {
  /** Names as `KeyboardEvent.key` gives them, in lower case. */
  readonly keys: readonly string[]
  readonly label: Text
  readonly run: (key: string, event: KeyboardEvent) => void
  readonly isOn?: () => boolean
}

const layers = shallowReactive<(readonly Shortcut[])[]>([])

/** What may be pressed now, for the help overlay. */
export function shortcutsInUse(): readonly Shortcut[] {
  return layers.flat()
}

/** Keys of a screen while it is shown; the newest screen or panel is asked first. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  layers.unshift(shortcuts)
  onScopeDispose(() => {
    const at = layers.indexOf(shortcuts)
    if (at >= 0) layers.splice(at, 1)
  })
}

/** Finds who handles the key. Exported for the one listener and for tests. */
export function handleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  if (isTyping(event.target) || isDialogOpen()) return false
  const key = nameOf(event)
  for (const shortcut of layers.flat()) {
    if (!shortcut.keys.includes(key) || shortcut.isOn?.() === false) continue
    if (isActivation(key) && isControl(event.target)) return false
    event.preventDefault()
    shortcut.run(key, event)
    return true
  }
  return false
}

/** With Shift a digit key types a sign that differs by layout, so then its place on the keyboard counts. */
function nameOf(event: KeyboardEvent): string {
  const digit = event.shiftKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined
  return digit !== undefined && event.key !== '/' ? digit : event.key.toLowerCase()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null
}

/** Enter and Space on a focused button press that button and nothing else. */
function isActivation(key: string): boolean {
  return key === 'enter' || key === ' '
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, [role="button"], summary') !== null
}

/** While a question is open, keys belong to it. */
function isDialogOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>('.el-overlay .el-dialog')].some(
    (dialog) => dialog.closest<HTMLElement>('.el-overlay')?.style.display !== 'none',
  )
}
