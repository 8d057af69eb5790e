import { defineAsyncComponent } from 'vue'

/** Where an order is, on the region's streets; fetched only by screens that show it. */
export default defineAsyncComponent(() => import('./OrderMapPanel.vue'))
