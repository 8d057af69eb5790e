import type { LocalPhotos } from './photos'

const LONGEST_SIDE = 1600
const NAME = 'callout-photos'
const SHELF = 'photos'

/** Photos in the browser's database. */
export function databaseTray(): LocalPhotos {
  const urls = new Map<string, string>()
  const read = async (ref: string): Promise<Blob | null> =>
    ((await onShelf('readonly', (shelf) => shelf.get(ref))) as Blob | undefined) ?? null
  return {
    keep: async (path) => {
      const blob = await shrunkInBrowser(path)
      const ref = `photo-${Date.now()}-${Math.random().toString(36).slice(2, 8)}`
      await onShelf('readwrite', (shelf) => shelf.put(blob, ref))
      return ref
    },
    read: async (ref) => {
      const blob = await read(ref)
      return blob === null ? null : { content: await blob.arrayBuffer(), type: blob.type || 'image/jpeg' }
    },
    drop: async (ref) => {
      await onShelf('readwrite', (shelf) => shelf.delete(ref))
    },
    preview: async (ref) => {
      if (!urls.has(ref)) {
        const blob = await read(ref)
        if (blob === null) return null
        urls.set(ref, URL.createObjectURL(blob))
      }
      return urls.get(ref) ?? null
    },
  }
}

/** A phone's 12 megapixels become a picture that a slow network can carry. */
export async function shrunkInBrowser(path: string): Promise<Blob> {
  const picture = await loaded(path)
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.naturalWidth, picture.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.naturalWidth * scale)
  canvas.height = Math.round(picture.naturalHeight * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    const take = (smaller: Blob | null): void => (smaller ? resolve(smaller) : reject(new Error('unreadable')))
    canvas.toBlob(take, 'image/jpeg', 0.82)
  })
}

/** An image element and not `fetch`: the page's own security policy lets only images read such addresses. */
function loaded(path: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = document.createElement('img')
    picture.onload = () => resolve(picture)
    picture.onerror = () => reject(new Error('unreadable'))
    picture.src = path
  })
}

async function onShelf(mode: IDBTransactionMode, act: (shelf: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const database = await opened()
  return new Promise((resolve, reject) => {
    const request = act(database.transaction(SHELF, mode).objectStore(SHELF))
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

let opening: Promise<IDBDatabase> | null = null

function opened(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(SHELF)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opening
}
