export * from './backoff'
export * from './feed'
export * from './stream'
export * from './web-socket'
