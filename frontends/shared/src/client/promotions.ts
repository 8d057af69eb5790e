import type * as T from '../api/contract'
import type { Client } from './client'
import type { Period } from './points'

interface List<Item> {
  readonly items: readonly Item[]
}

/** A long period takes the server its time; it gives up after as long. */
const DRY_RUN_MS = 60_000

/** Rule sets, campaigns and coupons of a region, as managers run them. */
export function promotionsOf(client: Client) {
  const at = (region: T.Id, rest: string): string => `/regions/${region}/${rest}`
  const draft = (region: T.Id, id: T.Id, rest = ''): string => at(region, `rules/drafts/${id}${rest}`)
  return {
    versions: (region: T.Id, cursor: string | null = null) =>
      client.get<T.Page<T.RuleVersion>>(at(region, 'rules/versions'), { cursor, limit: 20 }),
    rules: (region: T.Id, version: number | null = null) => client.get<T.Rules>(at(region, 'rules'), { version }),
    drafts: (region: T.Id) => client.get<List<T.RuleDraftRow>>(at(region, 'rules/drafts')),
    draft: (region: T.Id, id: T.Id) => client.get<T.RuleDraft>(draft(region, id)),
    beginDraft: (region: T.Id, name: string, version: number | null) =>
      client.post<T.RuleDraft>(at(region, 'rules/drafts'), { name, version }),
    saveDraft: (region: T.Id, row: T.RuleDraftRow, content: T.RuleSet, name: string) =>
      client.put<T.RuleDraft>(draft(region, row.id), { expected_version: row.version, content, name, based_on: null }),
    dropDraft: (region: T.Id, row: T.RuleDraftRow) =>
      client.post<void>(draft(region, row.id, '/delete'), { expected_version: row.version }),
    dryRun: (region: T.Id, row: T.RuleDraftRow, start: T.Moment, end: T.Moment) =>
      client.send<T.DryRun>({ method: 'POST', path: draft(region, row.id, '/dry-run'), body: { expected_version: row.version, start, end }, timeout_ms: DRY_RUN_MS }),
    publish: (region: T.Id, row: T.RuleDraftRow, note: string, effective_at: T.Moment | null) =>
      client.post<T.RuleVersion>(draft(region, row.id, '/publish'), { expected_version: row.version, note, effective_at }),
    campaigns: (region: T.Id) => client.get<T.CampaignList>(at(region, 'campaigns')),
    step: (region: T.Id, campaign: string, action: T.CampaignStep, note: string) =>
      client.post<T.RuleVersion>(at(region, 'campaigns/step'), { campaign, action, note }),
    costs: (region: T.Id, period: Period, thousand_worth_minor: number | null) =>
      client.get<T.CampaignCosts>(at(region, 'campaigns/costs'), { ...period, thousand_worth_minor }),
    costsCsv: (region: T.Id, period: Period, thousand_worth_minor: number | null) =>
      client.text(at(region, 'campaigns/costs/export'), { ...period, thousand_worth_minor }),
    uses: (region: T.Id, { campaign, funded_by }: Pick<T.CampaignCostRow, 'campaign' | 'funded_by'>, period: Period, skip = 0) =>
      client.get<T.CampaignUseList>(at(region, 'campaigns/uses'), { campaign, funded_by, ...period, skip }),
    preview: (region: T.Id, asked: T.PreviewAsked) => client.post<T.PricePreview>(at(region, 'prices/preview'), asked),
    batches: (region: T.Id) => client.get<List<T.CouponBatch>>(at(region, 'coupon-batches')),
    print: (region: T.Id, batch: string, count: number, length: number) =>
      client.post<T.PrintedCoupons>(at(region, 'coupons/print'), { batch, count, length }),
    issue: (region: T.Id, batch: string, member_ids: readonly T.Id[]) =>
      client.post<List<T.Coupon>>(at(region, 'coupons/issue'), { batch, member_ids }),
    couponsOf: (region: T.Id, member: T.Id) => client.get<List<T.MyCoupon>>(at(region, `members/${member}/coupons`)),
    birthdayOf: (region: T.Id, member: T.Id) => client.get<T.MemberBirthday>(at(region, `members/${member}/birthday`)),
    correctBirthday: (region: T.Id, member: T.Id, month: number, day: number, reason: string) =>
      client.put<T.MemberBirthday>(at(region, `members/${member}/birthday`), { month, day, reason }),
    giveBack: (region: T.Id, coupon: T.Id) => client.post<T.Coupon>(at(region, `coupons/${coupon}/return`)),
  }
}

/** A homeowner's own coupons. */
export function couponsOf(client: Client) {
  return {
    mine: () => client.get<List<T.MyCoupon>>('/me/coupons'),
    claimable: (region_id: T.Id) => client.get<List<T.CouponBatch>>('/me/coupons/claimable', { region_id }),
    claim: (region_id: T.Id, { id: batch, points }: Pick<T.CouponBatch, 'id' | 'points'>) => client.post<T.Coupon>('/me/coupons/claim', { region_id, batch, points }),
    claimCode: (code: string) => client.send<T.Coupon>({ method: 'POST', path: '/me/coupons/claim-code', body: { code }, tellsDevice: true }),
  }
}
