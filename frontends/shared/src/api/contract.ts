/** The HTTP contract as the front ends read it: one name for each body that travels. */

export type Id = string
/** RFC 3339 in UTC, such as `2026-11-22T17:30:00Z`. */
export type Moment = string

export interface Text {
  readonly zh: string
  readonly en: string
}

export interface Point {
  readonly lon: number
  readonly lat: number
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next_cursor: string | null
}

export type KnownStatus =
  | 'PENDING_REVIEW'
  | 'INFO_REQUESTED'
  | 'READY'
  | 'OFFERED'
  | 'ACCEPTED'
  | 'EN_ROUTE'
  | 'ARRIVED'
  | 'IN_SERVICE'
  | 'AWAITING_CONFIRMATION'
  | 'COMPLETED'
  | 'REJECTED'
  | 'CANCELLED'
  | 'CLOSED_UNSERVED'

export type KnownAction =
  | 'submit'
  | 'approve'
  | 'reject'
  | 'ask'
  | 'answer'
  | 'lapse'
  | 'escalate'
  | 'offer'
  | 'assign'
  | 'open_hall'
  | 'grab'
  | 'accept'
  | 'decline'
  | 'expire_offer'
  | 'withdraw'
  | 'exhaust'
  | 'drop'
  | 'reassign'
  | 'no_show'
  | 'close_unserved'
  | 'depart'
  | 'arrive'
  | 'start'
  | 'complete'
  | 'not_done'
  | 'confirm'
  | 'review'
  | 'cancel'
  | 'force_close'
  | 'flag_late'

/** A newer server may send a word that this client does not know yet, so the wire type stays open. */
export type OrderStatus = KnownStatus | (string & {})
export type OrderAction = KnownAction | (string & {})

export type Role = 'homeowner' | 'worker' | 'reviewer' | 'dispatcher' | 'manager' | 'system' | (string & {})

// --- problems ---------------------------------------------------------------------------------

export interface FieldProblem {
  readonly field: string
  readonly message: string
}

export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** RFC 9457, with a stable `code`. */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly code: string
  readonly facts?: Facts
  readonly errors?: readonly FieldProblem[]
}

// --- sign-in ----------------------------------------------------------------------------------

export interface CodeSent {
  readonly expires_at: Moment
  readonly resend_after_s: number
}

export interface SkillHeld {
  readonly skill: string
  readonly level: number
}

export interface Me {
  readonly id: Id
  readonly display_name: string
  readonly roles: readonly Role[]
  readonly locale: string
  readonly phone_masked: string | null
  readonly region_id: Id | null
  readonly worker: {
    readonly on_duty: boolean
    readonly skills: readonly SkillHeld[]
    readonly travel_mode: string
  } | null
}

export interface Session {
  readonly access_token: string | null
  readonly refresh_token: string | null
  readonly csrf_token: string | null
  readonly access_expires_at: Moment
  readonly account: Me
}

// --- the city and what can be ordered ---------------------------------------------------------

export interface Region {
  readonly id: Id
  readonly code: string
  readonly name: Text
  readonly time_zone: string
  readonly currency: string
  readonly currency_exponent: number
  readonly centre: Point
  /** west, south, east, north */
  readonly bounds: readonly [number, number, number, number]
}

export interface Config {
  readonly regions: readonly Region[]
  readonly business_now: Moment
  readonly clock_rate: number
  readonly min_client_version: string
  readonly map_notice: Text
}

export interface Service {
  readonly id: Id
  readonly code: string
  readonly name: Text
  readonly scope: Text
  readonly skill: string
  readonly min_level: number
  readonly duration_s: number
  readonly price_minor: number
  readonly band_low_minor: number
  readonly band_high_minor: number
  readonly photos_before: number
  readonly photos_after: number
  readonly warranty_days: number
}

export interface ServiceCategory {
  readonly id: Id
  readonly code: string
  readonly name: Text
  readonly icon: string
  readonly services: readonly Service[]
}

export interface Catalogue {
  readonly categories: readonly ServiceCategory[]
}

export interface Polygon {
  readonly type: 'Polygon'
  readonly coordinates: readonly (readonly (readonly number[])[])[]
}

export interface Community {
  readonly id: Id
  readonly name: Text
  readonly area: Polygon
  readonly centre: Point
}

export interface StreetCollection {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly type: 'Feature'
    readonly properties: { readonly class: string; readonly name: string | null }
    readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] }
  }[]
}

export interface Address {
  readonly id: Id
  readonly community_id: Id
  readonly community_name: Text
  readonly line: string
  readonly unit: string
  readonly point: Point
  readonly version: number
}

export interface NewAddress {
  readonly community_id: Id
  readonly line: string
  readonly unit: string
  readonly point: Point
}

export interface Slot {
  readonly start: Moment
  readonly end: Moment
  readonly is_available: boolean
}

export interface SlotDay {
  readonly slots: readonly Slot[]
}

// --- orders -----------------------------------------------------------------------------------

export interface NewOrder {
  readonly service_id: Id
  readonly address_id: Id
  readonly window_start: Moment
  readonly window_end: Moment
  readonly note: string
  readonly is_urgent: boolean
  readonly shown_price_minor: number
  readonly photo_ids: readonly Id[]
}

export interface Receipt {
  readonly order_id: Id
  readonly status: OrderStatus
  readonly version: number
  readonly deadline_at: Moment | null
  readonly allowed_actions: readonly OrderAction[]
}

export interface OrderSummary {
  readonly id: Id
  readonly number: string
  readonly status: OrderStatus
  readonly version: number
  readonly service_id: Id
  readonly service_name: Text
  readonly community_name: Text
  readonly window_start: Moment
  readonly window_end: Moment
  readonly deadline_at: Moment | null
  readonly on_expiry: OrderAction | null
  readonly allowed_actions: readonly OrderAction[]
  readonly is_urgent: boolean
  readonly in_hall: boolean
  readonly price_minor: number
  readonly currency: string
  readonly created_at: Moment
  readonly worker_name: string | null
  readonly has_review: boolean
}

export type PhotoKind = 'problem' | 'before' | 'after'

export interface Photo {
  readonly id: Id
  readonly url: string
  readonly width: number
  readonly height: number
  readonly kind: PhotoKind | (string & {})
}

export interface Visit {
  readonly id: Id
  readonly planned_start: Moment | null
  readonly planned_end: Moment | null
  readonly duration_s: number
  readonly departed_at: Moment | null
  readonly arrived_at: Moment | null
  readonly started_at: Moment | null
  readonly completed_at: Moment | null
}

export interface OrderOffer {
  readonly id: Id
  readonly worker_id: Id
  readonly worker_name: string
  readonly status: string
  readonly round: number
  readonly expires_at: Moment
  readonly decline_reason: string | null
}

export interface AssignedWorker {
  readonly id: Id
  readonly name: string
  readonly phone_masked: string | null
  readonly photo_url: string | null
  readonly eta_at: Moment | null
  readonly position: Point | null
}

export interface Review {
  readonly stars: number
  readonly tags: readonly string[]
  readonly text: string
  readonly created_at: Moment
}

export interface OrderDetail extends OrderSummary {
  readonly note: string
  readonly question: string | null
  readonly answer: string | null
  readonly address: {
    readonly line: string
    readonly unit: string
    readonly community_name: Text
    readonly point: Point
  }
  readonly worker: AssignedWorker | null
  readonly visit: Visit | null
  readonly offers: readonly OrderOffer[]
  readonly photos: readonly Photo[]
  readonly review: Review | null
  readonly unassigned_reason: Text | null
  readonly homeowner: { readonly name: string; readonly phone_masked: string | null } | null
  readonly reason: string | null
}

export interface OrderEvent {
  readonly seq: number
  readonly action: OrderAction
  readonly actor_role: Role
  readonly actor_name: string | null
  readonly reason: string | null
  readonly at: Moment
  readonly from_status: OrderStatus | null
  readonly to_status: OrderStatus
  readonly data: Readonly<Record<string, unknown>>
}

export interface ReviewGiven {
  readonly stars: number
  readonly tags: readonly string[]
  readonly text: string
}

// --- the worker's side ------------------------------------------------------------------------

export interface JobOffer {
  readonly id: Id
  readonly expires_at: Moment
  readonly road_m: number | null
  readonly travel_s: number | null
  readonly why: Text
}

export interface Job {
  readonly order_id: Id
  readonly number: string
  readonly status: OrderStatus
  readonly version: number
  readonly service_name: Text
  readonly window_start: Moment
  readonly window_end: Moment
  readonly allowed_actions: readonly OrderAction[]
  readonly deadline_at: Moment | null
  readonly is_urgent: boolean
  readonly price_minor: number
  readonly currency: string
  readonly offer: JobOffer | null
  readonly community_name: Text
  readonly point: Point
  /** Present from acceptance until 24 h after completion. */
  readonly address: {
    readonly line: string
    readonly unit: string
    readonly homeowner_name: string
    readonly phone: string
  } | null
  readonly visit: Visit | null
  readonly photos_before: number
  readonly photos_after: number
  readonly note: string
  readonly photos: readonly Photo[]
}

export interface NavigationLink {
  readonly app: 'amap' | 'baidu' | 'tencent' | 'apple' | 'google' | 'geo' | (string & {})
  readonly url: string
}

export interface JobDetail extends Job {
  readonly navigation: {
    readonly point: Point
    readonly road_m: number | null
    readonly travel_s: number | null
    readonly is_road: boolean
    readonly links: readonly NavigationLink[]
  }
}

export interface HallEntry {
  readonly order_id: Id
  readonly number: string
  readonly version: number
  readonly service_name: Text
  readonly window_start: Moment
  readonly window_end: Moment
  readonly community_name: Text
  readonly point: Point
  readonly road_m: number | null
  readonly price_minor: number
  readonly currency: string
}

// --- the admin's side -------------------------------------------------------------------------

export interface BoardVisit {
  readonly order_id: Id
  readonly number: string
  readonly status: OrderStatus
  readonly start: Moment
  readonly end: Moment
  readonly point: Point
  readonly service_name: Text
}

export interface BoardWorker {
  readonly id: Id
  readonly name: string
  readonly point: Point
  readonly on_duty: boolean
  readonly skills: readonly SkillHeld[]
  readonly shift: { readonly start: Moment; readonly end: Moment } | null
  readonly load_minutes: number
  readonly shift_minutes: number
  readonly visits: readonly BoardVisit[]
}

export interface UnassignedOrder extends OrderSummary {
  readonly point: Point
  readonly unassigned_reason: Text | null
}

export interface Board {
  readonly workers: readonly BoardWorker[]
  readonly unassigned: readonly UnassignedOrder[]
}

export interface WorkerRow {
  readonly id: Id
  readonly name: string
  readonly on_duty: boolean
  readonly skills: readonly SkillHeld[]
  readonly travel_mode: string
  readonly point: Point | null
}

export interface NearestWorkers {
  readonly items: readonly {
    readonly id: Id
    readonly name: string
    readonly distance_m: number
    readonly point: Point
  }[]
}

export interface ScoreParts {
  readonly travel_s: number
  readonly skill: number
  readonly load: number
  readonly waiting: number
  readonly total: number
}

export interface CandidateFailure {
  readonly code: string
  readonly text: Text
}

export interface Candidate {
  readonly worker_id: Id
  readonly worker_name: string
  readonly rank: number | null
  readonly fits: boolean
  readonly failures: readonly CandidateFailure[]
  readonly score: ScoreParts | null
  readonly road_m: number | null
  readonly travel_s: number | null
  readonly start_at: Moment | null
}

export interface Candidates {
  readonly items: readonly Candidate[]
}

export interface DecisionCard {
  readonly id: Id
  readonly created_at: Moment
  readonly run_id: Id | null
  readonly mode: string
  readonly chosen: readonly Candidate[]
  readonly runner_up: Candidate | null
  readonly candidates: readonly Candidate[]
  readonly failures_by_code: Readonly<Record<string, number>>
}

export interface RunStarted {
  readonly run_id: Id
}

export type RunStatus =
  | 'queued'
  | 'solving'
  | 'ready'
  | 'committed'
  | 'discarded'
  | 'failed'
  | (string & {})

export interface RunAssignment {
  readonly order_id: Id
  readonly number: string
  readonly worker_id: Id
  readonly worker_name: string
  readonly score: ScoreParts
  readonly road_m: number | null
  readonly start_at: Moment
  readonly baseline_worker_id: Id | null
}

export interface DispatchRun {
  readonly id: Id
  readonly status: RunStatus
  readonly assignments: readonly RunAssignment[]
  readonly unassigned: readonly { readonly order_id: Id; readonly number: string; readonly reason: Text }[]
  readonly totals: {
    readonly served: number
    readonly cost: number
    readonly road_m: number
    readonly solve_ms: number
  } | null
  readonly baseline: { readonly served: number; readonly cost: number; readonly road_m: number } | null
  readonly solver: string | null
  readonly created_at: Moment
}

export interface RunCommitted {
  readonly committed: number
  readonly skipped: readonly { readonly order_id: Id; readonly reason: Text | string }[]
}

export interface DispatchPolicy {
  readonly is_enabled: boolean
  readonly mode: 'offer' | 'offer_to_k' | 'assign' | (string & {})
  readonly k: number
  readonly tick_s: number
  readonly radius_m: number
  readonly offer_ttl_s: number
  readonly urgent_offer_ttl_s: number
  readonly release_horizon_s: number
  readonly freeze_s: number
  readonly version: number
}

export interface OpenException {
  readonly id: Id
  readonly kind: string
  readonly order_id: Id | null
  readonly number: string | null
  readonly opened_at: Moment
  readonly reason: Text
  readonly resolved_at: Moment | null
}

export interface ClockState {
  readonly business_now: Moment
  readonly rate: number
  readonly may_move: boolean
}

// --- points and inbox -------------------------------------------------------------------------

export interface PointsBalance {
  readonly available: number
  readonly pending: number
  readonly held: number
  readonly expiring_next: { readonly amount: number; readonly at: Moment } | null
}

export interface PointsEntry {
  readonly id: Id
  readonly kind: string
  readonly amount: number
  readonly at: Moment
  readonly reason: Text
  readonly order_id: Id | null
}

export interface InboxMessage {
  readonly id: Id
  readonly kind: string
  readonly title: Text
  readonly body: Text
  readonly order_id: Id | null
  readonly created_at: Moment
  readonly read_at: Moment | null
}

// --- the stream -------------------------------------------------------------------------------

export type ChangeKind = 'order' | 'job' | 'inbox' | 'points' | 'board' | 'run' | (string & {})

export interface Change {
  readonly type: 'change'
  readonly cursor: string
  readonly kind: ChangeKind
  readonly id: Id
  readonly version: number
  readonly event: string
  readonly at: Moment
}

export type StreamMessage =
  | Change
  | { readonly type: 'live'; readonly cursor: string }
  | { readonly type: 'reset'; readonly cursor: string }
  | { readonly type: 'ping' }
