import { createRouter, createWebHistory } from 'vue-router'
import type { RouteRecordRaw, Router } from 'vue-router'
import { useSession } from '@/stores/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown without the shell and without a session. */
    isOutside?: boolean
  }
}

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('@/features/signin/SignIn.vue'),
    meta: { isOutside: true },
  },
  { path: '/', redirect: () => ({ name: 'review' }) },
  { path: '/review', name: 'review', component: () => import('@/features/review/ReviewQueue.vue') },
  { path: '/board', name: 'board', component: () => import('@/features/board/DispatchBoard.vue') },
  { path: '/rounds', name: 'rounds', component: () => import('@/features/rounds/RoundsPage.vue') },
  { path: '/orders', name: 'orders', component: () => import('@/features/orders/OrderList.vue') },
  { path: '/orders/:id', name: 'order', component: () => import('@/features/orders/OrderPage.vue'), props: true },
  { path: '/exceptions', name: 'exceptions', component: () => import('@/features/exceptions/ExceptionQueue.vue') },
  { path: '/workers', name: 'workers', component: () => import('@/features/workers/WorkerList.vue') },
  { path: '/points/adjustments', name: 'adjustments', component: () => import('@/features/points/AdjustmentQueue.vue') },
  { path: '/points/report', name: 'points-report', component: () => import('@/features/points/PointsReport.vue') },
  { path: '/points/members/:id?', name: 'points', component: () => import('@/features/points/MemberPage.vue'), props: true },
  { path: '/points', redirect: { name: 'points' } },
  { path: '/campaigns', name: 'campaigns', component: () => import('@/features/campaigns/CampaignsPage.vue') },
  { path: '/campaigns/rules', name: 'rules', component: () => import('@/features/campaigns/RulesPage.vue') },
  { path: '/campaigns/drafts/:id', name: 'draft', component: () => import('@/features/campaigns/DraftPage.vue'), props: true },
  { path: '/campaigns/coupons', name: 'coupons', component: () => import('@/features/campaigns/CouponsPage.vue') },
  { path: '/campaigns/costs', name: 'campaign-costs', component: () => import('@/features/campaigns/CostsPage.vue') },
  { path: '/campaigns/preview', name: 'price-preview', component: () => import('@/features/campaigns/PreviewPage.vue') },
  { path: '/:rest(.*)*', redirect: { name: 'review' } },
]

export function makeRouter(): Router {
  const router = createRouter({ history: createWebHistory(import.meta.env.BASE_URL), routes })
  router.beforeEach(async (to) => {
    if (to.meta.isOutside) return true
    const next = to.path === '/' ? {} : { next: to.fullPath }
    try {
      return (await useSession().restore()) ? true : { name: 'sign-in', query: next }
    } catch {
      return { name: 'sign-in', query: { ...next, down: '1' } }
    }
  })
  return router
}
