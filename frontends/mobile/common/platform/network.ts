import { IS_H5 } from './which'

/** Calls back with whether the phone believes to be online, now and at each change. */
export function watchNetwork(tell: (isOnline: boolean) => void): void {
  uni.getNetworkType({ success: ({ networkType }) => tell(networkType !== 'none') })
  uni.onNetworkStatusChange(({ isConnected }) => tell(isConnected))
  if (!IS_H5) return
  // Not every browser tells the kind of its network; all of them tell whether there is one.
  window.addEventListener('online', () => tell(true))
  window.addEventListener('offline', () => tell(false))
}

/** Runs `work` while no other tab of this browser runs it; mini programs have one page only. */
export function aloneAmongTabs<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (typeof navigator === 'undefined' || !navigator.locks) return work()
  return navigator.locks.request(name, work) as Promise<T>
}
