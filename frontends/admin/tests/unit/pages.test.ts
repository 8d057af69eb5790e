import { expect, it } from 'vitest'
import { usePages } from '@/composables/usePages'
import type { Page } from '@/composables/usePages'

function slow() {
  const asked: { figure: string; skip: number; answer: (page: Page<string>) => void; fail: () => void }[] = []
  const pages = usePages<string, string>((figure, skip) => new Promise((resolve, reject) => asked.push({ figure, skip, answer: resolve, fail: () => reject(new Error('gone')) })))
  return { asked, pages }
}

it('shows the rows of the figure opened last, whichever answer comes first', async () => {
  const { asked, pages } = slow()
  const first = pages.open('used')
  const second = pages.open('expired')
  asked[1]?.answer({ items: ['e'], next_skip: null })
  asked[0]?.answer({ items: ['u'], next_skip: 1 })
  await Promise.all([first, second])
  expect(asked.map(({ figure }) => figure)).toEqual(['used', 'expired'])
  expect([pages.items.value, pages.next.value, pages.isBusy.value]).toEqual([['e'], null, false])
})

it('keeps what a closed figure answers out of the next one, its trouble too', async () => {
  const { asked, pages } = slow()
  const first = pages.open('used')
  pages.close()
  asked[0]?.fail()
  await first
  expect([pages.figure.value, pages.error.value, pages.isBusy.value]).toEqual([null, null, false])
})

it('goes on where the last page ended, and asks for one page at a time', async () => {
  const { asked, pages } = slow()
  const first = pages.open('used')
  await pages.more()
  asked[0]?.answer({ items: ['a'], next_skip: 1 })
  await first
  const second = pages.more()
  asked[1]?.answer({ items: ['b'], next_skip: null })
  await second
  await pages.more()
  expect([asked.map(({ skip }) => skip), pages.items.value]).toEqual([[0, 1], ['a', 'b']])
})
