export * from './entries'
export * from './foresight'
export * from './outbox'
