/** What this build calls itself; the server may ask for a newer one. */
export const CLIENT_VERSION = '0.1.0'

/** Compares `1.10.0` and `1.9` by their numbers. */
export function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [numbers(version), numbers(than)]
  const at = ours.findIndex((part, index) => part !== theirs[index])
  return at !== -1 && (ours[at] ?? 0) < (theirs[at] ?? 0)
}

function numbers(version: string): readonly number[] {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0)
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0]
}
