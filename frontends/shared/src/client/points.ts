import type * as T from '../api/contract'
import type { Client, Query } from './client'

/** A member's own points. */
export function pointsOf(client: Client) {
  return {
    balance: () => client.get<T.PointsBalance>('/me/points'),
    history: (cursor: string | null = null) => client.get<T.Page<T.PointsEntry>>('/me/points/history', { cursor }),
    expiring: () => client.get<{ readonly items: readonly T.ExpiringPoints[] }>('/me/points/expiring'),
    give: (to_code: string, points: number) =>
      client.send<T.Gift>({ method: 'POST', path: '/me/points/gifts', body: { to_code, points }, tellsDevice: true }),
    programme: (region_id: T.Id) => client.get<T.MyProgramme>('/me/programme', { region_id }),
    checkIn: (region_id: T.Id) => client.post<T.CheckedIn>('/me/check-ins', { region_id }),
    birthday: () => client.get<T.Birthday>('/me/birthday'),
    tellBirthday: (month: number, day: number) => client.put<T.Birthday>('/me/birthday', { month, day }),
    referral: () => client.get<T.Referral>('/me/referral'),
    sayReferrer: (code: string) => client.send<T.Referral>({ method: 'POST', path: '/me/referral', body: { code }, tellsDevice: true }),
  }
}

/** From `start` up to but without `end`. */
export interface Period extends Query {
  readonly start: T.Moment
  readonly end: T.Moment
}

/** The books, as the desk reads and changes them. */
export function ledgerOf(client: Client) {
  const member = (id: T.Id, rest = ''): string => `/members/${id}${rest}`
  return {
    memberByPhone: (phone: string) => client.get<T.Member>('/members', { phone }),
    member: (id: T.Id) => client.get<T.Member>(member(id)),
    wallet: (id: T.Id, at: T.Moment | null = null) => client.get<T.Wallet>(member(id, '/points'), { at }),
    history: (id: T.Id, cursor: string | null = null) =>
      client.get<T.Page<T.PointsEntry>>(member(id, '/points/history'), { cursor, limit: 25 }),
    propose: (id: T.Id, region_id: T.Id, points: number, reason: string) =>
      client.post<T.Adjustment>(member(id, '/points/adjustments'), { region_id, points, reason }),
    adjustments: (region_id: T.Id, status: T.AdjustmentStatus | null, cursor: string | null = null) =>
      client.get<T.Page<T.Adjustment>>('/points/adjustments', { region_id, status, cursor }),
    decide: (id: T.Id, is_approved: boolean) =>
      client.post<T.Adjustment>(`/points/adjustments/${id}/decide`, { is_approved }),
    refund: (orderId: T.Id, version: number, reason: string, lines: readonly T.RefundLine[] | null) =>
      client.post<T.Refund>(`/orders/${orderId}/refunds`, { expected_version: version, reason, lines }),
    refunds: (orderId: T.Id) => client.get<{ readonly items: readonly T.Refund[] }>(`/orders/${orderId}/refunds`),
    report: (period: Period, thousand_worth_minor: number) =>
      client.get<T.PointsReport>('/points/report', { ...period, thousand_worth_minor }),
    reportCsv: (period: Period, thousand_worth_minor: number) =>
      client.text('/points/report/export', { ...period, thousand_worth_minor }),
    reportRows: (total: keyof T.PointsTotals, period: Period, skip = 0) =>
      client.get<T.PointsRows>('/points/report/rows', { total, ...period, skip }),
    audit: () => client.get<T.PointsAudit>('/points/audit'),
  }
}
