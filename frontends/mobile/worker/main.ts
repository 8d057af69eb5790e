import { createSSRApp } from 'vue'
import { startApp } from '@common/app/start'
import App from './App.vue'

export function createApp() {
  startApp('worker')
  return { app: createSSRApp(App) }
}
