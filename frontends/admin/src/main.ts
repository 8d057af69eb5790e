import 'element-plus/dist/index.css'
import './styles/tokens.css'
import './styles/base.css'
import { beginAgainWhenReplaced } from '@shared/parts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { makeRouter } from './router'

beginAgainWhenReplaced(window)
createApp(App).use(createPinia()).use(makeRouter()).mount('#app')
