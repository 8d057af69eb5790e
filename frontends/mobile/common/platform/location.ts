import gcoord from 'gcoord'
import type { Point } from '@shared/api/contract'
import { IS_H5 } from './which'

/** Where the phone is, in WGS-84. Rejects when the person or the phone says no. */
export function whereAmI(): Promise<Point> {
  return new Promise((resolve, reject) => {
    uni.getLocation({
      // Mini programs answer reliably in the shifted Chinese datum only, browsers never do.
      type: IS_H5 ? 'wgs84' : 'gcj02',
      success: ({ longitude, latitude }) => resolve(asWgs84(longitude, latitude, IS_H5 ? 'wgs84' : 'gcj02')),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
}

export function asWgs84(lon: number, lat: number, datum: 'wgs84' | 'gcj02'): Point {
  const [east, north] = datum === 'wgs84' ? [lon, lat] : gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84)
  return { lon: rounded(east), lat: rounded(north) }
}

/** The point as map controls of mini programs want it; outside China both datums agree. */
export function asGcj02({ lon, lat }: Point): Point {
  const [east, north] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02)
  return { lon: rounded(east), lat: rounded(north) }
}

/** A tenth of a metre is more than any phone knows. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
