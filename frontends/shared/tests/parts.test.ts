import { beginAgainWhenReplaced } from '../src/parts'

function opened() {
  const kept = new Map<string, string>()
  let run: (event: { preventDefault(): void }) => void = () => undefined
  const seen = { reloads: 0, stopped: 0, at: 1_000_000 }
  beginAgainWhenReplaced(
    {
      addEventListener: (name, told) => {
        if (name === 'vite:preloadError') run = told
      },
      sessionStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
      location: { reload: () => void (seen.reloads += 1) },
    },
    () => seen.at,
  )
  return { seen, miss: () => run({ preventDefault: () => void (seen.stopped += 1) }) }
}

describe('a page whose build was replaced', () => {
  it('begins again with the new one', () => {
    const { seen, miss } = opened()
    miss()
    expect(seen).toMatchObject({ reloads: 1, stopped: 1 })
  })
  it('leaves a part that cannot be had to end as an error, and tries again a minute later', () => {
    const { seen, miss } = opened()
    miss()
    seen.at += 59_999
    miss()
    expect(seen).toMatchObject({ reloads: 1, stopped: 1 })
    seen.at += 1
    miss()
    expect(seen).toMatchObject({ reloads: 2, stopped: 2 })
  })
})
