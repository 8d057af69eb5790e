import { readFileSync } from 'node:fs'

describe('the types of the contract', () => {
  it("are those of the server's document: run `npm run api` when this fails", async () => {
    const { GENERATED, generatedTypes } = (await import('../../scripts/api.mjs')) as unknown as {
      GENERATED: string
      generatedTypes: () => Promise<string>
    }
    expect(readFileSync(GENERATED, 'utf-8')).toBe(await generatedTypes())
  })
})
