/**
 * The HTTP contract as the front ends name it. The types themselves are generated from the server's
 * OpenAPI document (`generated.ts`); this file only gives them the words of the screens.
 */
import type { components } from './generated'

type Schemas = components['schemas']

export type Id = string
/** RFC 3339 in UTC, such as `2026-11-22T17:30:00Z`. */
export type Moment = string

export type KnownStatus = Schemas['Status']
export type KnownAction = Schemas['domain.orders.status.Action']
/** A newer server may send a word that this client does not know yet, so the wire type stays open. */
export type OrderStatus = KnownStatus | (string & {})
export type OrderAction = KnownAction | (string & {})
export type Role = Schemas['Role'] | (string & {})

export type Text = Schemas['Text']
export type Point = Schemas['Point']
export type Polygon = Schemas['AreaPolygon']

export interface Page<T> {
  readonly items: readonly T[]
  readonly next_cursor: string | null
}

export type ProblemBody = Schemas['Problem']
export type FieldProblem = Schemas['FieldError']
export type Facts = NonNullable<ProblemBody['facts']>

export type CodeSent = Schemas['CodeSent']
export type Session = Schemas['Session']
export type Me = Schemas['Me']
export type SkillHeld = Schemas['SkillLevel']

export type Config = Schemas['Config']
export type Region = Schemas['Region']
export type Catalogue = Schemas['Catalogue']
export type ServiceCategory = Schemas['ServiceCategory']
export type Service = Schemas['Service']
export type Community = Schemas['Community']
export type Address = Schemas['Address']
export type NewAddress = Schemas['AddAddress']
export type Slot = Schemas['Slot']
export type SlotDay = Schemas['Slots']

/** GeoJSON; not part of the document, as it is served from a file. */
export interface StreetCollection {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly type: 'Feature'
    readonly properties: { readonly class: string; readonly name: string | null }
    readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] }
  }[]
}

export type NewOrder = Schemas['PlaceOrder']
export type Receipt = Schemas['Receipt']
export type OrderSummary = Schemas['OrderSummary']
export type OrderDetail = Schemas['OrderDetail']
export type OrderEvent = Schemas['HistoryEntry']
export type OrderOffer = Schemas['OrderOffer']
export type AssignedWorker = Schemas['OrderWorker']
export type Visit = Schemas['Visit']
export type Review = Schemas['OrderReview']
export type ReviewGiven = Omit<Schemas['LeaveReview'], 'expected_version'>
export type Photo = Schemas['Photo']
export type PhotoKind = Photo['kind']

export type Job = Schemas['Job']
export type JobDetail = Schemas['JobDetail']
export type JobOffer = Schemas['JobOffer']
export type Navigation = Schemas['Navigation']
export type NavigationLink = Schemas['NavigationLink']
export type HallEntry = Schemas['HallEntry']

export type Board = Schemas['Board']
export type BoardWorker = Schemas['BoardWorker']
export type BoardVisit = Schemas['BoardVisit']
export type UnassignedOrder = Schemas['UnassignedOrder']
export type WorkerRow = Schemas['WorkerRow']
export type NearestWorkers = Schemas['NearbyWorkers']
export type ScoreParts = Schemas['Score']
export type Candidate = Schemas['Candidate']
export type CandidateFailure = Schemas['Failure']
export type Candidates = Schemas['Candidates']
export type DecisionCard = Schemas['DecisionCard']
export type WayIn = Schemas['WayIn']
export type Rival = Schemas['Rival']
export type KeptRound = Schemas['KeptRound']
export type KeptRounds = Schemas['KeptRounds']
export type ReplayedRound = Schemas['ReplayedRound']
export type RoundKind = 'round' | 'run'
export type RunStarted = Schemas['RunQueued']
export type DispatchRun = Schemas['DispatchRun']
export type RunStatus = DispatchRun['status']
export type RunAssignment = Schemas['RunAssignment']
export type RunCommitted = Schemas['RunCommitted']
export type DispatchPolicy = Schemas['DispatchPolicy']
export type OpenException = Schemas['DispatchException']
export type ClockState = Schemas['ClockReading']

export type PointsBalance = Schemas['PointsBalance']
export type PointsEntry = Schemas['PointsEntry']
export type ExpiringPoints = Schemas['ExpiringPoints']
export type Member = Schemas['Member']
export type Wallet = Schemas['Wallet']
export type PointsLot = Schemas['PointsLot']
export type PointsHold = Schemas['PointsHold']
export type Gift = Schemas['Gift']
export type Birthday = Schemas['Birthday']
export type MemberBirthday = Schemas['MemberBirthday']
export type Referral = Schemas['Referral']
export type MyProgramme = Schemas['MyProgramme']
export type MyTier = Schemas['MyTier']
export type CheckedIn = Schemas['CheckedIn']
export type Adjustment = Schemas['Adjustment']
export type AdjustmentStatus = Schemas['AdjustmentStatus']
export type Refund = Schemas['Refund']
export type RefundLine = Schemas['RefundLine']
export type PointsReport = Schemas['PointsReport']
export type PointsTotals = Schemas['PointsTotals']
export type PointsOutstanding = Schemas['PointsOutstanding']
export type PointsRow = Schemas['PointsRow']
export type PointsRows = Schemas['PointsRows']
export type PointsAudit = Schemas['PointsAudit']

export type QuoteAsked = Schemas['AskQuote']
export type Quote = Schemas['Quote']
export type OrderPrice = Schemas['OrderPrice']
export type RuleVersion = Schemas['RuleVersionRow']
export type RuleDraftRow = Schemas['RuleDraftRow']
export type DryRun = Schemas['RulesDryRun']
export type MemberShare = Schemas['MemberShare']
export type Campaign = Schemas['CampaignRow']
export type CampaignList = Schemas['CampaignList']
export type CampaignCosts = Schemas['CampaignCosts']
export type CampaignCostRow = Schemas['CampaignCostRow']
export type CostFigures = Schemas['CostFigures']
export type CampaignUse = Schemas['CampaignUse']
export type CampaignUseList = Schemas['CampaignUseList']
export type CampaignStep = Schemas['StepCampaign']['action']
export type CampaignState = Schemas['State']
export type CouponBatch = Schemas['CouponBatch']
export type Coupon = Schemas['Coupon']
export type MyCoupon = Schemas['MyCoupon']
export type PrintedCoupons = Schemas['PrintedCoupons']
export type PreviewAsked = Schemas['PreviewPrice']
export type PricePreview = Schemas['PricePreview']
export type PriceTotals = Schemas['PreviewTotals']
export type PriceApplied = Schemas['PreviewApplied']
export type PriceRefused = Schemas['PreviewRefused']
export type PriceChange = Schemas['PreviewChange']
export type RefusalReason = Schemas['Reason']

/** Rules as data: `docs/promotion-rules.md` has them; the server tells every fault with its place. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export type RuleSet = { readonly [key: string]: Json }
/** A rule set travels as free JSON, which the document cannot describe. */
export interface RuleDraft {
  readonly row: RuleDraftRow
  readonly content: RuleSet
}
export type Rules = Omit<Schemas['Rules'], 'content'> & { readonly content: RuleSet }

export type InboxMessage = Schemas['InboxMessage']

export type Change = Schemas['Change']
export type ChangeKind = Change['kind']
export type StreamMessage = Schemas['StreamMessage']
