import { describe, expect, test } from 'vitest'
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { DecisionCard, WayIn } from '@shared/api'
import DecisionCards from '@/features/orders/DecisionCards.vue'
import { lossOf, termsOf, wayText } from '@/features/orders/wayRules'
import { usePreferences } from '@/stores/preferences'
import { conditionText } from '@/words/ways'
import { aCandidate } from './support/data'

const told = { zh: '须延长班次 25 分钟', en: 'the shift would have to be 25 min longer' }
const way = (fields: Partial<WayIn> = {}): WayIn => ({ worker_id: 'w', worker_name: 'Ana', is_confirmed: true, breaks: [{ code: 'shift_ends', amount: 1441, text: told }], ...fields })
const card = (fields: Partial<DecisionCard> = {}): DecisionCard => ({
  id: 'c', created_at: '2026-03-18T12:00:00Z', run_id: null, mode: 'offer', chosen: [aCandidate()], runner_up: aCandidate({ worker_id: 'worker-2', worker_name: 'Bo' }),
  candidates: [], failures_by_code: {}, rule: 'match', solver_reason: 'certified', terms: { travel: 6000, skill: 0, load: 30, waiting: 0 },
  losses: [{ worker_id: 'worker-2', worker_name: 'Bo', code: 'costs_more', text: { zh: '综合代价更高', en: 'costs more altogether' }, behind: 1200, more: { travel: 1200, skill: 0, load: 0, waiting: 0 }, less_travel_s: 121, regret: null }],
  reason: null, ways_in: [], ...fields,
})

describe('ways in', () => {
  test('say whose rule would have to give way, by how much, in both languages', () => {
    expect(wayText(way())).toEqual({ en: 'Would fit if: Ana’s shift were 25 min longer', zh: '满足以下条件即可安排：Ana 晚 25 分钟下班' })
  })

  test('of several rules say each', () => {
    const both = wayText(way({ breaks: [...way().breaks, { code: 'visits_cap', amount: 1, text: told }] }))
    expect(both.en).toBe('Would fit if: Ana’s shift were 25 min longer, and Ana might do 1 more in the shift')
  })

  test('without a broken rule say that there is room', () => {
    expect(wayText(way({ breaks: [] })).en).toBe('Ana has room; a later round asks')
  })

  test('of a rule that this screen does not know take the server’s words', () => {
    expect(conditionText('of_tomorrow', 1, 'Ana', told).en).toBe('Ana: the shift would have to be 25 min longer')
  })
})

describe('the decision card', () => {
  test('names the parts of the cost that are not nothing, and the loss of the runner-up', () => {
    expect(termsOf(card())).toEqual([{ term: 'travel', cost: 6000 }, { term: 'load', cost: 30 }])
    expect(lossOf(card())?.behind).toBe(1200)
  })

  test('of an earlier release has neither', () => {
    expect(termsOf(card({ terms: null }))).toEqual([])
    expect(lossOf(card({ losses: [] }))).toBeUndefined()
  })

  test('shows what would have made the runner-up win, and of an unserved visit what would let it in', () => {
    const pinia = createPinia()
    usePreferences(pinia).language = 'en'
    const unserved = card({ id: 'd', mode: 'unserved', chosen: [], runner_up: null, terms: null, losses: [], reason: { zh: '无', en: 'none of 4 fits' }, ways_in: [way()] })
    const shown = mount(DecisionCards, { props: { cards: [card(), unserved] }, global: { plugins: [pinia] } }).text()
    expect(shown).toContain('costs more altogether')
    expect(shown).toContain('would have won with 3 min less travel')
    expect(shown).toContain('none of 4 fits')
    expect(shown).toContain('Ana’s shift were 25 min longer')
  })
})
