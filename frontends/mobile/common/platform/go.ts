/** Moving between pages, and short words at the bottom of the screen. */

export function go(page: string, parameters: Readonly<Record<string, string>> = {}): void {
  uni.navigateTo({ url: addressOf(page, parameters) })
}

export function goInstead(page: string, parameters: Readonly<Record<string, string>> = {}): void {
  uni.redirectTo({ url: addressOf(page, parameters) })
}

export function goHome(parameters: Readonly<Record<string, string>> = {}): void {
  uni.reLaunch({ url: addressOf('main', parameters) })
}

/** Back, or home when this page was opened straight from a notification. */
export function goBack(): void {
  if (getCurrentPages().length > 1) uni.navigateBack({})
  else goHome()
}

function addressOf(page: string, parameters: Readonly<Record<string, string>>): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `/pages/${page}/${page}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

export function toast(text: string): void {
  uni.showToast({ title: text, icon: 'none', duration: 2600 })
}

export function buzz(): void {
  // Browsers complain aloud about a page that shakes a phone which nobody has touched yet.
  if (typeof navigator !== 'undefined' && navigator.userActivation?.hasBeenActive === false) return
  uni.vibrateShort({ fail: () => undefined })
}
