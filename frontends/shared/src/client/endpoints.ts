import type * as T from '../api/contract'
import type { Client, Query } from './client'
import { couponsOf, promotionsOf } from './promotions'
import { ledgerOf, pointsOf } from './points'

/** Every operation of the API, typed. A screen calls these and nothing else. */
export function endpoints(client: Client) {
  return {
    auth: authOf(client),
    me: meOf(client),
    city: cityOf(client),
    orders: ordersOf(client),
    offers: offersOf(client),
    photos: photosOf(client),
    jobs: jobsOf(client),
    desk: deskOf(client),
    points: pointsOf(client),
    ledger: ledgerOf(client),
    promotions: promotionsOf(client),
    coupons: couponsOf(client),
    inbox: inboxOf(client),
  }
}

export type Api = ReturnType<typeof endpoints>

interface PasswordSignIn {
  readonly username: string
  readonly password: string
  readonly totp?: string
  readonly use_cookie: boolean
}

function authOf(client: Client) {
  const signIn = async (path: string, body: unknown): Promise<T.Session> => {
    const session = await client.send<T.Session>({ method: 'POST', path, body, isSignIn: true })
    client.session.keep(session)
    return session
  }
  return {
    askCode: (phone: string) =>
      client.send<T.CodeSent>({ method: 'POST', path: '/auth/codes', body: { phone }, isSignIn: true }),
    signInByCode: (phone: string, code: string) => signIn('/auth/sessions/code', { phone, code }),
    signInByPassword: (body: PasswordSignIn) => signIn('/auth/sessions/password', body),
    /** Forgets the session even when the server cannot be told. */
    signOut: async (): Promise<void> => {
      try {
        await client.post<void>('/auth/sign-out')
      } finally {
        client.session.forget()
      }
    },
  }
}

function meOf(client: Client) {
  return {
    get: () => client.get<T.Me>('/me'),
    setLocale: (locale: string) => client.put<void>('/me/locale', { locale }),
    addresses: () => client.get<T.Page<T.Address>>('/me/addresses', { limit: 100 }),
    addAddress: (address: T.NewAddress) => client.post<T.Address>('/me/addresses', address),
    setDuty: (on_duty: boolean) => client.put<void>('/me/duty', { on_duty }),
    tellPosition: (point: T.Point, at: T.Moment) => client.put<void>('/me/position', { point, at }),
  }
}

function cityOf(client: Client) {
  return {
    config: () => client.get<T.Config>('/config'),
    catalogue: (region_id: T.Id) => client.get<T.Catalogue>('/catalogue', { region_id }),
    basemap: (regionId: T.Id) => client.get<T.StreetCollection>(`/regions/${regionId}/basemap`),
    communities: (regionId: T.Id, cursor: string | null = null) =>
      client.get<T.Page<T.Community>>(`/regions/${regionId}/communities`, { cursor, limit: 100 }),
    slots: (serviceId: T.Id, address_id: T.Id, day: string) =>
      client.get<T.SlotDay>(`/services/${serviceId}/slots`, { address_id, day }),
  }
}

export interface OrderFilter extends Query {
  readonly status?: string | null
  readonly region_id?: T.Id | null
  readonly cursor?: string | null
  readonly limit?: number
  readonly sort?: string | null
}

function ordersOf(client: Client) {
  const at = (id: T.Id, rest = ''): string => `/orders/${id}${rest}`
  /** Any order command; the typed ones below are made of it. */
  const command = (id: T.Id, name: string, version: number, body: Readonly<Record<string, unknown>> = {}) =>
    client.post<T.Receipt>(at(id, `/${name}`), { expected_version: version, ...body })
  return {
    command,
    quote: (asked: T.QuoteAsked) =>
      client.send<T.Quote>({ method: 'POST', path: '/quotes', body: asked, tellsDevice: true }),
    price: (id: T.Id) => client.get<T.OrderPrice>(at(id, '/price')),
    submit: (order: T.NewOrder) =>
      client.send<T.Receipt>({ method: 'POST', path: '/orders', body: order, tellsDevice: true }),
    list: (filter: OrderFilter = {}) => client.get<T.Page<T.OrderSummary>>('/orders', filter),
    get: (id: T.Id) => client.get<T.OrderDetail>(at(id)),
    history: (id: T.Id) => client.get<T.Page<T.OrderEvent>>(at(id, '/history'), { limit: 100 }),
    candidates: (id: T.Id) => client.get<T.Candidates>(at(id, '/candidates')),
    decisionCards: (id: T.Id) => client.get<T.Page<T.DecisionCard>>(at(id, '/decision-cards')),
    approve: (id: T.Id, version: number) => command(id, 'approve', version),
    reject: (id: T.Id, version: number, reason_code: string, note: string) =>
      command(id, 'reject', version, { reason_code, note }),
    ask: (id: T.Id, version: number, question: string) => command(id, 'ask', version, { question }),
    answer: (id: T.Id, version: number, answer: string) => command(id, 'answer', version, { answer }),
    cancel: (id: T.Id, version: number, reason: string) => command(id, 'cancel', version, { reason }),
    confirm: (id: T.Id, version: number) => command(id, 'confirm', version),
    notDone: (id: T.Id, version: number, reason: string) => command(id, 'not-done', version, { reason }),
    review: (id: T.Id, version: number, given: T.ReviewGiven) => command(id, 'review', version, { ...given }),
    assign: (id: T.Id, version: number, worker_id: T.Id, reason?: string) =>
      command(id, 'assign', version, reason === undefined ? { worker_id } : { worker_id, reason }),
    offer: (id: T.Id, version: number, worker_ids: readonly T.Id[], reason?: string) =>
      command(id, 'offers', version, reason === undefined ? { worker_ids } : { worker_ids, reason }),
    openHall: (id: T.Id, version: number) => command(id, 'open-hall', version),
    reassign: (id: T.Id, version: number, reason: string) => command(id, 'reassign', version, { reason }),
    closeUnserved: (id: T.Id, version: number, reason: string) =>
      command(id, 'close-unserved', version, { reason }),
    forceClose: (id: T.Id, version: number, reason: string) => command(id, 'force-close', version, { reason }),
    grab: (id: T.Id, version: number) => command(id, 'grab', version),
    drop: (id: T.Id, version: number, reason_code: string, note: string) =>
      command(id, 'drop', version, { reason_code, note }),
  }
}

function offersOf(client: Client) {
  return {
    accept: (id: T.Id) => client.post<T.Receipt>(`/offers/${id}/accept`),
    decline: (id: T.Id, reason_code: string, note: string) =>
      client.post<T.Receipt>(`/offers/${id}/decline`, { reason_code, note }),
    withdraw: (id: T.Id) => client.post<T.Receipt>(`/offers/${id}/withdraw`),
  }
}

function photosOf(client: Client) {
  return {
    upload: (kind: T.PhotoKind, content: ArrayBuffer | Blob, type: string, orderId: T.Id | null, key?: string) =>
      client.send<T.Photo>({
        method: 'POST',
        path: '/photos',
        query: { kind, order_id: orderId },
        raw: { content, type },
        ...(key === undefined ? {} : { key }),
      }),
  }
}

function jobsOf(client: Client) {
  return {
    list: (scope: 'offered' | 'active' | 'done') => client.get<T.Page<T.Job>>('/jobs', { scope }),
    get: (orderId: T.Id) => client.get<T.JobDetail>(`/jobs/${orderId}`),
    hall: (cursor: string | null = null) => client.get<T.Page<T.HallEntry>>('/hall', { cursor }),
  }
}

function deskOf(client: Client) {
  return {
    board: (region_id: T.Id, day: string) => client.get<T.Board>('/board', { region_id, day }),
    workers: (region_id: T.Id, cursor: string | null = null) =>
      client.get<T.Page<T.WorkerRow>>('/workers', { region_id, cursor }),
    nearest: (point: T.Point, skill: string, limit: number) =>
      client.get<T.NearestWorkers>('/workers/nearest', { ...point, skill, limit }),
    startRun: (region_id: T.Id, order_ids: readonly T.Id[] | null) =>
      client.post<T.RunStarted>('/dispatch-runs', { region_id, order_ids }),
    run: (id: T.Id) => client.get<T.DispatchRun>(`/dispatch-runs/${id}`),
    commitRun: (id: T.Id) => client.post<T.RunCommitted>(`/dispatch-runs/${id}/commit`),
    discardRun: (id: T.Id) => client.post<void>(`/dispatch-runs/${id}/discard`),
    policy: (regionId: T.Id) => client.get<T.DispatchPolicy>(`/regions/${regionId}/dispatch-policy`),
    setPolicy: (regionId: T.Id, { version, ...policy }: T.DispatchPolicy) =>
      client.put<T.DispatchPolicy>(`/regions/${regionId}/dispatch-policy`, { ...policy, expected_version: version }),
    rounds: (region_id: T.Id, kind: T.RoundKind | null = null) =>
      client.get<T.KeptRounds>('/dispatch-ticks', { region_id, kind, limit: 100 }),
    replay: (id: T.Id) => client.post<T.ReplayedRound>(`/dispatch-ticks/${id}/replay`),
    exceptions: (region_id: T.Id, cursor: string | null = null) =>
      client.get<T.Page<T.OpenException>>('/exceptions', { region_id, cursor }),
    resolveException: (id: T.Id, note: string) => client.post<void>(`/exceptions/${id}/resolve`, { note }),
    clock: () => client.get<T.ClockState>('/clock'),
    moveClock: (move: { readonly rate?: number; readonly advance_s?: number }) =>
      client.put<T.ClockState>('/clock', move),
  }
}

function inboxOf(client: Client) {
  return {
    list: (cursor: string | null = null) => client.get<T.Page<T.InboxMessage>>('/me/inbox', { cursor }),
    markRead: (id: T.Id) => client.post<void>(`/me/inbox/${id}/read`),
  }
}
