/** The two apps of this package. */
export const APPS = ['homeowner', 'worker']
export const PLATFORMS = ['h5', 'mp-weixin']
