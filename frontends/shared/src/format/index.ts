export * from './countdown'
export * from './distance'
export * from './money'
export * from './time'
