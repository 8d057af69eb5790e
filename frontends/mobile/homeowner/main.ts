import { createSSRApp } from 'vue'
import { startApp } from '@common/app/start'
import App from './App.vue'

export function createApp() {
  startApp('homeowner')
  return { app: createSSRApp(App) }
}
