import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Problem, Unreachable } from '../src/client'
import { languageOf, pick, translator } from '../src/i18n'
import * as words from '../src/words'

const document = JSON.parse(readFileSync(resolve(__dirname, '../openapi.json'), 'utf-8')) as {
  components: { schemas: Record<string, { enum?: string[] }> }
}
const known = (schema: string): string[] => document.components.schemas[schema]?.enum ?? []
const problemWith = (code: string, status = 422, detail = ''): Problem =>
  new Problem({ type: '', title: '', status, detail, instance: '', code })

describe('words', () => {
  it.each(known('Status'))('say %s in both languages to everybody', (status) => {
    for (const voice of [words.STATUS_WORDS, words.STATUS_FOR_HOMEOWNER, words.STATUS_FOR_WORKER]) {
      const text = words.statusText(status, voice)
      expect(text.zh).toMatch(/[一-鿿]/)
      expect(text.en).toMatch(/^[A-Z]/)
    }
  })

  it.each(known('Action'))('say %s as a button and as what happened', (action) => {
    for (const text of [words.actionText(action), words.pastText(action)]) expect(text.zh).toMatch(/[一-鿿]/)
  })

  it('show what they do not know by its own name', () => {
    expect(words.statusText('ON_HOLD').en).toBe('On hold')
    expect(words.actionText('propose_time').zh).toBe('Propose time')
    expect(words.pastText('propose_time').en).toBe('Propose time')
    expect(words.toneOf('ON_HOLD')).toBe('waiting')
    expect(words.isEnded('ON_HOLD')).toBe(false)
    expect(words.consequenceText('propose_time')).toBeNull()
    expect(words.consequenceText(null)).toBeNull()
    expect(words.skillText('glass_work').en).toBe('Glass work')
  })

  it('turn reason codes into words and leave typed words alone', () => {
    expect(words.reasonText('too_far').zh).toBe('太远')
    expect(words.reasonText('new_code').en).toBe('New code')
    expect(words.reasonText('The dog bites').en).toBe('The dog bites')
  })

  it('say what went wrong, whatever was thrown', () => {
    expect(words.errorText(new Unreachable('x')).zh).toContain('网络')
    expect(words.errorText(problemWith('already_taken')).en).toContain('faster')
    expect(words.errorText(problemWith('brand_new', 422, 'Told by the server')).en).toBe('Told by the server')
    expect(words.errorText(problemWith('error', 500, 'stack')).en).toContain('Something went wrong')
    expect(words.errorText(new Error('bug')).en).toContain('Something went wrong')
  })

  it('know when a screen was outrun', () => {
    expect(words.isOutrun(problemWith('stale_version', 409))).toBe(true)
    expect(words.isOutrun(problemWith('text_missing'))).toBe(false)
    expect(words.isOutrun(new Error('bug'))).toBe(false)
  })
})

describe('languages', () => {
  it('are found from any locale', () => {
    expect(['zh', 'zh-Hans-CN', 'zh_CN', 'en_GB', 'es', '', null].map(languageOf)).toEqual([
      'zh-CN', 'zh-CN', 'zh-CN', 'en', 'en', 'en', 'en',
    ])
  })

  it('fall back to each other for a text that lacks one', () => {
    expect(pick({ zh: '', en: 'Only' }, 'zh-CN')).toBe('Only')
    expect(pick({ zh: '只有', en: '' }, 'en')).toBe('只有')
  })

  it('fill the places of a sentence by function', () => {
    const t = translator(() => 'en')
    expect(t({ zh: (n: number) => `${n} 单`, en: (n: number) => `${n} orders` }, 3)).toBe('3 orders')
    expect(t({ zh: '好', en: 'Good' })).toBe('Good')
  })
})
