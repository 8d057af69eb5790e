export * from './actions'
export * from './problems'
export * from './reasons'
export * from './statuses'
