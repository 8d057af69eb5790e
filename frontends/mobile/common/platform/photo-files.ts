import type { LocalPhotos } from './photos'

/** Photos as files of the mini program. */
export function fileTray(): LocalPhotos {
  const files = () => uni.getFileSystemManager()
  return {
    keep: async (path) => {
      const smaller = await compressed(path)
      return new Promise((resolve, reject) => {
        files().saveFile({
          tempFilePath: smaller,
          success: ({ savedFilePath }: { savedFilePath: string }) => resolve(savedFilePath),
          fail: ({ errMsg }: { errMsg: string }) => reject(new Error(errMsg)),
        } as UniApp.SaveFileOptions)
      })
    },
    read: (ref) =>
      new Promise((resolve) => {
        files().readFile({
          filePath: ref,
          success: ({ data }) => resolve({ content: data as ArrayBuffer, type: 'image/jpeg' }),
          fail: () => resolve(null),
        })
      }),
    drop: (ref) =>
      new Promise((resolve) => {
        files().removeSavedFile({ filePath: ref, complete: () => resolve() })
      }),
    preview: async (ref) => ref,
  }
}

function compressed(path: string): Promise<string> {
  return new Promise((resolve) => {
    uni.compressImage({
      src: path,
      quality: 80,
      success: ({ tempFilePath }) => resolve(tempFilePath),
      fail: () => resolve(path),
    })
  })
}
