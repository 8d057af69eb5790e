import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { mount, RouterLinkStub } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { KeptRound, ReplayedRound } from '@shared/api'
import ReplayAnswer from '@/features/rounds/ReplayAnswer.vue'
import { useRounds } from '@/features/rounds/useRounds'
import { usePreferences } from '@/stores/preferences'
import { inApp, settled } from './support/inApp'
import { Refusal, fakeServer } from './support/server'

const round: KeptRound = { id: 'tick-1', asked_at: '2026-03-18T12:00:00Z', run_id: null, policy_version: 1, given: 2, planned: 0, solver: 'exact', solver_reason: 'certified', solve_ms: 9, engine: 'e' }
const same: ReplayedRound = { is_same: true, is_same_order: true, differing: [], causes: [], is_intact: true, engine_then: 'e', engine_now: 'e', streets_then: 's', streets_now: 's' }
let server: ReturnType<typeof fakeServer>
let answer: unknown = same

beforeEach(() => {
  answer = same
  server = fakeServer({ 'GET /dispatch-ticks': () => ({ items: [round] }), 'POST /dispatch-ticks/:id/replay': () => answer })
})
afterEach(() => vi.unstubAllGlobals())

async function opened() {
  const rounds = inApp(useRounds)
  await settled()
  return rounds
}

describe('rounds', () => {
  test('are listed for the region, and narrowed by kind', async () => {
    const { list, kind } = await opened()
    expect(list.data.value).toEqual([round])
    kind.value = 'run'
    await settled()
    expect(server.sent('GET', '/dispatch-ticks').at(-1)?.query.kind).toBe('run')
  })

  test('are asked again one by one; what came of it stays with the row', async () => {
    const { replay, replays } = await opened()
    const running = replay('tick-1')
    expect(replays.get('tick-1')?.isRunning).toBe(true)
    await running
    expect(replays.get('tick-1')).toEqual({ isRunning: false, answer: same, error: null })
  })

  test('that are forgotten by now say so', async () => {
    answer = new Refusal(404, 'tick_not_found')
    const { replay, replays } = await opened()
    await replay('tick-1')
    expect(replays.get('tick-1')?.error).toMatchObject({ code: 'tick_not_found' })
  })
})

describe('the answer of a replay', () => {
  const shown = (fields: Partial<ReplayedRound>) => {
    const pinia = createPinia()
    usePreferences(pinia).language = 'en'
    return mount(ReplayAnswer, { props: { answer: { ...same, ...fields } }, global: { plugins: [pinia], stubs: { RouterLink: RouterLinkStub } } }).text()
  }

  test('that is the same says so', () => {
    expect(shown({})).toBe('The same answer the row is as it was written')
  })

  test('that differs names orders, people and what may be the reason', () => {
    const text = shown({ is_same: false, differing: [{ order_id: 'o', number: 'LS-9', then: 'Ana', now: null }], causes: ['other_engine', 'other_streets'], engine_then: 'old', is_intact: null })
    expect(text).toContain('1 went to somebody else')
    expect(text).toContain('another engine version · the streets are not those of then · an older row')
    expect(text).toContain('Engine: then old, now e')
    expect(text).toContain('LS-9 then Ana, now nobody')
  })

  test('with the same people in another order says that', () => {
    expect(shown({ is_same: false, is_same_order: false })).toContain('The same people, in another order')
  })
})
