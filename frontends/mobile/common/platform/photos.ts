import type { PhotoTray } from '@shared/outbox'
import { fileTray } from './photo-files'
import { databaseTray, shrunkInBrowser } from './photo-database'
import { IS_H5 } from './which'

/** Keeps photos on the phone until they are sent, and shows them meanwhile. */
export interface LocalPhotos extends PhotoTray {
  /** Takes over what the camera gave; answers the name under which it is kept. */
  keep(path: string): Promise<string>
  /** An address that an image can show now, or null when it is gone. */
  preview(ref: string): Promise<string | null>
}

export const localPhotos: LocalPhotos = IS_H5 ? databaseTray() : fileTray()

/** Camera or album; answers nothing when the person changed their mind. */
export function takePhotos(atMost: number): Promise<readonly string[]> {
  return new Promise((resolve) => {
    uni.chooseImage({
      count: atMost,
      sizeType: ['compressed'],
      sourceType: ['camera', 'album'],
      success: ({ tempFilePaths }) => resolve(([] as string[]).concat(tempFilePaths)),
      fail: () => resolve([]),
    })
  })
}

/** A photo ready to be sent at once (the homeowner's order form has no tray). */
export async function readyToSend(path: string): Promise<ArrayBuffer> {
  if (IS_H5) return (await shrunkInBrowser(path)).arrayBuffer()
  const ref = await localPhotos.keep(path)
  const kept = await localPhotos.read(ref)
  await localPhotos.drop(ref)
  return kept?.content as ArrayBuffer
}

export function showPhotos(urls: readonly string[], at: number): void {
  uni.previewImage({ urls: [...urls], current: urls[at] ?? '' })
}
