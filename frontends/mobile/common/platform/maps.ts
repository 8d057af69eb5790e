import type { NavigationLink, Point } from '@shared/api/contract'
import { asGcj02 } from './location'
import { IS_H5 } from './which'

/** Mini programs may not open other apps; they have a map of their own. */
export const CAN_OPEN_MAP_APPS = IS_H5

export function openMapApp(link: NavigationLink): void {
  if (typeof window !== 'undefined') window.location.href = link.url
}

export function openOwnMap(point: Point, name: string): void {
  const { lon, lat } = asGcj02(point)
  uni.openLocation({ longitude: lon, latitude: lat, name, scale: 16 })
}

export function call(phone: string): void {
  uni.makePhoneCall({ phoneNumber: phone, fail: () => undefined })
}
