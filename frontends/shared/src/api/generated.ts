/* Made by `npm run api` from openapi.json; a test fails when it is stale. */
/* eslint-disable */

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AddAddress
         * @description The point must lie in the community's area.
         */
        readonly AddAddress: {
            /** Format: uuid */
            readonly community_id: string;
            readonly line: string;
            readonly unit: string;
            readonly point: components["schemas"]["Point"];
        };
        /** Address */
        readonly Address: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly community_id: string;
            readonly community_name: components["schemas"]["Text"];
            readonly line: string;
            readonly unit: string;
            readonly point: components["schemas"]["Point"];
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
        };
        /** AddressPage */
        readonly AddressPage: {
            readonly items: readonly components["schemas"]["Address"][];
            readonly next_cursor: string | null;
        };
        /** Adjustment */
        readonly Adjustment: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly region_id: string;
            /** Format: uuid */
            readonly member_id: string;
            /** @description Loyalty points, whole */
            readonly points: number;
            readonly reason: string;
            /** Format: uuid */
            readonly proposed_by: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly proposed_at: string;
            readonly status: components["schemas"]["AdjustmentStatus"];
            readonly decided_by: string | null;
            readonly decided_at: string | null;
        };
        /** AdjustmentPage */
        readonly AdjustmentPage: {
            readonly items: readonly components["schemas"]["Adjustment"][];
            readonly next_cursor: string | null;
        };
        /**
         * AdjustmentStatus
         * @enum {unknown}
         */
        readonly AdjustmentStatus: "approved" | "proposed" | "refused";
        /** Answer */
        readonly Answer: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly answer: string;
        };
        /**
         * AreaPolygon
         * @description A GeoJSON polygon: rings of [lon, lat], the first point repeated at the end.
         */
        readonly AreaPolygon: {
            /** @enum {unknown} */
            readonly type: "Polygon";
            readonly coordinates: readonly (readonly (readonly [
                number,
                number
            ])[])[];
        };
        /**
         * Arrive
         * @description Where the phone is. Too far away, or null, is refused with 422 unless a photo shows the place.
         */
        readonly Arrive: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly position: components["schemas"]["Point"] | null;
        };
        /** Ask */
        readonly Ask: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly question: string;
        };
        /**
         * AskForCode
         * @description A phone number, best in international form (+56 9 ...).
         */
        readonly AskForCode: {
            readonly phone: string;
        };
        /**
         * AskQuote
         * @description `best` looks through all my coupons and points, beside the codes, for what saves most.
         */
        readonly AskQuote: {
            /** Format: uuid */
            readonly service_id: string;
            /** Format: uuid */
            readonly address_id: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_end: string;
            /** @default [] */
            readonly codes: readonly string[];
            /**
             * @description Of my wallet
             * @default []
             */
            readonly coupon_ids: readonly string[];
            /**
             * @description Of my points, at most; held for the order
             * @default 0
             */
            readonly points: number;
            /** @default false */
            readonly best: boolean;
        };
        /**
         * Assign
         * @description A reason is needed to pass over a rule that may be forced.
         */
        readonly Assign: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            /** Format: uuid */
            readonly worker_id: string;
            /** @default null */
            readonly reason: string | null;
        };
        /** AuditFinding */
        readonly AuditFinding: {
            readonly flaw: components["schemas"]["Flaw"];
            /** Format: uuid */
            readonly id: string;
        };
        /**
         * Award
         * @description What was given, and which rules of the trigger gave nothing, with the reason.
         */
        readonly Award: {
            readonly granted: readonly components["schemas"]["AwardGranted"][];
            readonly refused: readonly components["schemas"]["PreviewRefused"][];
        };
        /**
         * AwardByHand
         * @description `note` is what the rules read as `event.note`.
         */
        readonly AwardByHand: {
            /** Format: uuid */
            readonly region_id: string;
            readonly note: string;
        };
        /** AwardGranted */
        readonly AwardGranted: {
            readonly promotion: string;
            readonly name: components["schemas"]["Text"];
            readonly points: number;
            readonly coupons: number;
        };
        /**
         * BatchKind
         * @description CLAIMED: members take one; ISSUED: rules or people give one; PRINTED: codes made in bulk.
         * @enum {unknown}
         */
        readonly BatchKind: "claimed" | "issued" | "printed";
        /**
         * Birthday
         * @description Nothing where none was told; it can be changed from `fixed_until` on.
         */
        readonly Birthday: {
            readonly month: number | null;
            readonly day: number | null;
            readonly fixed_until: string | null;
        };
        /**
         * BirthdayCorrection
         * @description The day before is nothing where none was told.
         */
        readonly BirthdayCorrection: {
            readonly before_month: number | null;
            readonly before_day: number | null;
            readonly month: number;
            readonly day: number;
            readonly reason: string;
            /** Format: uuid */
            readonly corrected_by: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
        };
        /** Board */
        readonly Board: {
            readonly workers: readonly components["schemas"]["BoardWorker"][];
            readonly unassigned: readonly components["schemas"]["UnassignedOrder"][];
        };
        /** BoardVisit */
        readonly BoardVisit: {
            /** Format: uuid */
            readonly order_id: string;
            readonly number: string;
            readonly status: components["schemas"]["Status"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly end: string;
            readonly point: components["schemas"]["Point"];
            readonly service_name: components["schemas"]["Text"];
        };
        /**
         * BoardWorker
         * @description Load is `load_minutes` (with travel) over `shift_minutes`; `shift` is null on a day off.
         */
        readonly BoardWorker: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly point: components["schemas"]["Point"];
            readonly on_duty: boolean;
            readonly skills: readonly components["schemas"]["SkillLevel"][];
            readonly shift: components["schemas"]["Shift"] | null;
            readonly load_minutes: number;
            readonly shift_minutes: number;
            readonly visits: readonly components["schemas"]["BoardVisit"][];
        };
        /**
         * Break
         * @description A rule that would have to give way; `amount` in seconds, metres or visits by its code.
         */
        readonly Break: {
            readonly code: string;
            readonly amount: number;
            readonly text: components["schemas"]["Text"];
        };
        /**
         * CampaignBudget
         * @description In `measure`: minor units, uses or points.
         */
        readonly CampaignBudget: {
            readonly measure: components["schemas"]["Measure"];
            readonly at_most: number;
            readonly spent: number;
            readonly left: number;
        };
        /**
         * CampaignCostRow
         * @description A campaign while somebody funded it. Without a name: what promotions of no campaign gave.
         */
        readonly CampaignCostRow: {
            readonly campaign: string | null;
            readonly name: components["schemas"]["Text"] | null;
            readonly funded_by: string | null;
            readonly costs: components["schemas"]["CostFigures"];
        };
        /**
         * CampaignCosts
         * @description `total` is the sum of the items, and of the funders.
         */
        readonly CampaignCosts: {
            readonly currency: string;
            /** @description Minor units of the currency; see currency_exponent */
            readonly thousand_worth_minor: number;
            readonly items: readonly components["schemas"]["CampaignCostRow"][];
            readonly by_funder: readonly components["schemas"]["FunderCosts"][];
            readonly total: components["schemas"]["CostFigures"];
        };
        /**
         * CampaignList
         * @description Of the rules in force, whose version this is.
         */
        readonly CampaignList: {
            /** @description Version of the rules; 0 follows from the earning policy */
            readonly version: number;
            readonly items: readonly components["schemas"]["CampaignRow"][];
        };
        /**
         * CampaignRow
         * @description `running` is by its schedule alone, whatever its state.
         */
        readonly CampaignRow: {
            readonly id: string;
            readonly name: components["schemas"]["Text"];
            readonly funded_by: string;
            readonly state: components["schemas"]["State"];
            readonly running: components["schemas"]["Running"];
            readonly starts_at: string | null;
            readonly ends_at: string | null;
            readonly budget: components["schemas"]["CampaignBudget"] | null;
            readonly promotions: readonly components["schemas"]["PromotionName"][];
            readonly allowed_actions: readonly components["schemas"]["domain.promotions.rules.lifecycle.Action"][];
        };
        /**
         * CampaignUse
         * @description `source_id` is the order that was priced, or the event that was awarded.
         */
        readonly CampaignUse: {
            /** Format: uuid */
            readonly source_id: string;
            readonly promotion: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
            /** Format: uuid */
            readonly member_id: string;
            readonly order_id: string | null;
            /** @description Version of the rules; 0 follows from the earning policy */
            readonly rules_version: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly minor_back: number;
            /** @description Loyalty points, whole */
            readonly points: number;
            /** @description Loyalty points, whole */
            readonly points_back: number;
            readonly coupons: number;
            readonly is_over: boolean;
        };
        /**
         * CampaignUseList
         * @description `next_skip` is None at the end.
         */
        readonly CampaignUseList: {
            readonly items: readonly components["schemas"]["CampaignUse"][];
            readonly next_skip: number | null;
        };
        /**
         * Candidate
         * @description `rank` counts from 1 among those who fit; `score` and `start_at` are null when it does not fit.
         */
        readonly Candidate: {
            /** Format: uuid */
            readonly worker_id: string;
            readonly worker_name: string;
            readonly rank: number | null;
            readonly fits: boolean;
            readonly failures: readonly components["schemas"]["Failure"][];
            readonly score: components["schemas"]["Score"] | null;
            /** @description Metres */
            readonly road_m: number;
            /** @description Seconds */
            readonly travel_s: number;
            readonly start_at: string | null;
        };
        /** Candidates */
        readonly Candidates: {
            readonly items: readonly components["schemas"]["Candidate"][];
        };
        /** Catalogue */
        readonly Catalogue: {
            readonly categories: readonly components["schemas"]["ServiceCategory"][];
        };
        /**
         * Change
         * @description Something this caller may see is now at `version`: refetch it. At least once, in order.
         */
        readonly Change: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "change";
            /** @description Opaque; send it back to resume */
            readonly cursor: string;
            /** @enum {unknown} */
            readonly kind: "board" | "inbox" | "job" | "order" | "points" | "run";
            readonly id: string;
            readonly version: number;
            readonly event: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
        };
        /**
         * CheckIn
         * @description `region_id`: whose rules and whose calendar.
         */
        readonly CheckIn: {
            /** Format: uuid */
            readonly region_id: string;
        };
        /**
         * CheckedIn
         * @description `streak` counts days without a gap, today included; `points` were given by this very call.
         */
        readonly CheckedIn: {
            /**
             * Format: date
             * @description A calendar day in the region's time zone
             */
            readonly day: string;
            readonly streak: number;
            readonly points: number;
        };
        /**
         * ClaimCoupon
         * @description `points` is the price that the member saw; another one now is refused.
         */
        readonly ClaimCoupon: {
            /** Format: uuid */
            readonly region_id: string;
            readonly batch: string;
            /** @default 0 */
            readonly points: number;
        };
        /**
         * ClaimCouponCode
         * @description As it was typed: case, blanks and hyphens do not matter.
         */
        readonly ClaimCouponCode: {
            readonly code: string;
        };
        /**
         * ClockReading
         * @description `rate` business seconds pass in one real second; `may_move` is false in production.
         */
        readonly ClockReading: {
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly business_now: string;
            readonly rate: number;
            readonly may_move: boolean;
        };
        /**
         * CodeSent
         * @description The answer is the same whether or not the phone is known.
         */
        readonly CodeSent: {
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly expires_at: string;
            /** @description Seconds */
            readonly resend_after_s: number;
        };
        /** Community */
        readonly Community: {
            /** Format: uuid */
            readonly id: string;
            readonly name: components["schemas"]["Text"];
            readonly area: components["schemas"]["AreaPolygon"];
            readonly centre: components["schemas"]["Point"];
        };
        /** CommunityPage */
        readonly CommunityPage: {
            readonly items: readonly components["schemas"]["Community"][];
            readonly next_cursor: string | null;
        };
        /**
         * Complete
         * @description `early_reason` is asked for when the work took much less time than expected.
         */
        readonly Complete: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly summary: string;
            /** @default  */
            readonly materials: string;
            /** @default null */
            readonly early_reason: string | null;
        };
        /**
         * Config
         * @description What a client needs before anybody signs in. Business time runs at `clock_rate` from `business_now`.
         */
        readonly Config: {
            readonly regions: readonly components["schemas"]["Region"][];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly business_now: string;
            readonly clock_rate: number;
            readonly min_client_version: string;
            readonly map_notice: components["schemas"]["Text"];
        };
        /** CorrectBirthday */
        readonly CorrectBirthday: {
            readonly month: number;
            readonly day: number;
            readonly reason: string;
        };
        /**
         * CostFigures
         * @description `ended` of the uses came back as a whole; of `given_minor` off prices `back_minor` came back.
         *
         *         `points_used` were used and are not owed back: they cost `points_cost_minor`. `points_open` can still be
         *         used, and would cost `points_open_minor`. total_minor = net_minor + points_cost_minor.
         */
        readonly CostFigures: {
            readonly uses: number;
            readonly ended: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly given_minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly back_minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly net_minor: number;
            /** @description Loyalty points, whole */
            readonly points_issued: number;
            /** @description Loyalty points, whole */
            readonly points_back: number;
            /** @description Loyalty points, whole */
            readonly points_used: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly points_cost_minor: number;
            /** @description Loyalty points, whole */
            readonly points_open: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly points_open_minor: number;
            readonly coupons_issued: number;
            readonly coupons_used: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly total_minor: number;
        };
        /**
         * Coupon
         * @description `code` in groups of four; `order_id` is the one that it is reserved for or was used by.
         */
        readonly Coupon: {
            /** Format: uuid */
            readonly id: string;
            readonly batch: string;
            readonly promotion: string;
            readonly code: string;
            readonly status: components["schemas"]["Standing"];
            readonly member_id: string | null;
            readonly order_id: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly given_at: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly expires_at: string;
        };
        /**
         * CouponBatch
         * @description `given` of `size` in all, `own` of `per_member` to the member who asks (0 for staff).
         *         One costs `points`.
         *
         *         `running` is by its schedule alone, whatever its state.
         */
        readonly CouponBatch: {
            readonly id: string;
            readonly name: components["schemas"]["Text"];
            readonly promotion: string;
            readonly unlocks: components["schemas"]["Text"];
            readonly kind: components["schemas"]["BatchKind"];
            readonly state: components["schemas"]["State"];
            readonly running: components["schemas"]["Running"];
            readonly starts_at: string | null;
            readonly ends_at: string | null;
            readonly size: number;
            readonly given: number;
            readonly left: number;
            readonly per_member: number;
            readonly own: number;
            readonly valid_days: number;
            readonly points: number;
        };
        /** CouponBatchList */
        readonly CouponBatchList: {
            readonly items: readonly components["schemas"]["CouponBatch"][];
        };
        /** CouponList */
        readonly CouponList: {
            readonly items: readonly components["schemas"]["Coupon"][];
        };
        /**
         * CreateRuleDraft
         * @description Begun from `version`; without it from the newest, in force or still to come.
         */
        readonly CreateRuleDraft: {
            readonly name: string;
            /** @default null */
            readonly version: number | null;
        };
        /** DecideAdjustment */
        readonly DecideAdjustment: {
            readonly is_approved: boolean;
        };
        /**
         * DecisionCard
         * @description What was known when the visit was put to somebody; `failures_by_code` counts the others' reasons.
         *
         *         `terms` is the cost of who was chosen, `losses` why the others lost. A card with mode `unserved` is of a
         *         visit that nobody has got yet: `reason` says why, `ways_in` what would let it in.
         */
        readonly DecisionCard: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly created_at: string;
            readonly run_id: string | null;
            readonly mode: string;
            readonly chosen: readonly components["schemas"]["Candidate"][];
            readonly runner_up: components["schemas"]["Candidate"] | null;
            readonly candidates: readonly components["schemas"]["Candidate"][];
            readonly failures_by_code: {
                readonly [key: string]: number;
            };
            readonly rule: string;
            readonly solver_reason: string;
            readonly terms: components["schemas"]["Terms"] | null;
            readonly losses: readonly components["schemas"]["Rival"][];
            readonly reason: components["schemas"]["Text"] | null;
            readonly ways_in: readonly components["schemas"]["WayIn"][];
        };
        /** DecisionCardPage */
        readonly DecisionCardPage: {
            readonly items: readonly components["schemas"]["DecisionCard"][];
            readonly next_cursor: string | null;
        };
        /** DeclineOffer */
        readonly DeclineOffer: {
            readonly reason_code: string;
            /** @default  */
            readonly note: string;
        };
        /**
         * DispatchException
         * @description Something that a person has to look at.
         */
        readonly DispatchException: {
            /** Format: uuid */
            readonly id: string;
            readonly kind: string;
            readonly order_id: string | null;
            readonly number: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly opened_at: string;
            readonly reason: components["schemas"]["Text"];
            readonly resolved_at: string | null;
        };
        /**
         * DispatchPolicy
         * @description `is_enabled` false is the kill switch; `k` is read in mode offer_to_k; `radius_m` null sets no limit.
         *
         *         By relocation and plan are read: `ask_ahead_s`, how long before its window a visit is asked for, and
         *         `stability_s`, seconds of travel to be saved before a planned visit goes to somebody else.
         */
        readonly DispatchPolicy: {
            readonly is_enabled: boolean;
            /** @enum {unknown} */
            readonly rule: "insertion" | "match" | "plan" | "relocation";
            /** @description Seconds */
            readonly ask_ahead_s: number;
            /** @description Seconds */
            readonly stability_s: number;
            /** @enum {unknown} */
            readonly mode: "assign" | "offer" | "offer_to_k";
            readonly k: number;
            /** @description Seconds */
            readonly tick_s: number;
            readonly radius_m: number | null;
            /** @description Seconds */
            readonly offer_ttl_s: number;
            /** @description Seconds */
            readonly urgent_offer_ttl_s: number;
            /** @description Seconds */
            readonly release_horizon_s: number;
            /** @description Seconds */
            readonly freeze_s: number;
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
        };
        /**
         * DispatchRun
         * @description Assignments and totals are there from `ready` on; nothing is sent out before `commit`.
         */
        readonly DispatchRun: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly status: "committed" | "discarded" | "failed" | "queued" | "ready" | "solving";
            readonly assignments: readonly components["schemas"]["RunAssignment"][];
            readonly unassigned: readonly components["schemas"]["RunUnassigned"][];
            readonly totals: components["schemas"]["RunTotals"] | null;
            readonly baseline: components["schemas"]["RunBaseline"] | null;
            readonly solver: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly created_at: string;
        };
        /** Drop */
        readonly Drop: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly reason_code: string;
            /** @default  */
            readonly note: string;
        };
        /** DropRuleDraft */
        readonly DropRuleDraft: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
        };
        /**
         * DryRunRules
         * @description Orders placed and reviews written from `start` up to but without `end`.
         */
        readonly DryRunRules: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly end: string;
        };
        /** ExceptionPage */
        readonly ExceptionPage: {
            readonly items: readonly components["schemas"]["DispatchException"][];
            readonly next_cursor: string | null;
        };
        /**
         * ExpiringList
         * @description Soonest first, one entry for each moment.
         */
        readonly ExpiringList: {
            readonly items: readonly components["schemas"]["ExpiringPoints"][];
        };
        /** ExpiringPoints */
        readonly ExpiringPoints: {
            /** @description Loyalty points, whole */
            readonly amount: number;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
        };
        /**
         * Failure
         * @description Why a worker cannot take the visit.
         */
        readonly Failure: {
            readonly code: string;
            readonly text: components["schemas"]["Text"];
        };
        /**
         * FieldError
         * @description What is wrong with one field; `field` is a path like `point.lon` or `worker_ids[0]`.
         */
        readonly FieldError: {
            readonly field: string;
            readonly message: string;
        };
        /**
         * Flaw
         * @enum {unknown}
         */
        readonly Flaw: "books_do_not_reach_the_noted_head" | "closing_does_not_fit_its_journals" | "debt_differs_from_its_postings" | "debt_does_not_fit_its_seal" | "held_points_differ_from_holds" | "hold_does_not_fit_its_seal" | "journal_does_not_fit_its_seal" | "journal_does_not_sum_to_zero" | "lot_differs_from_its_postings" | "lot_does_not_fit_its_seal" | "lot_out_of_bounds" | "postings_without_their_lot";
        /** FunderCosts */
        readonly FunderCosts: {
            readonly funded_by: string | null;
            readonly costs: components["schemas"]["CostFigures"];
        };
        /** Gift */
        readonly Gift: {
            /** Format: uuid */
            readonly id: string;
            /** @description Loyalty points, whole */
            readonly points: number;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
        };
        /**
         * GivePoints
         * @description They keep their age and their end. Who gets them is told by `to_code`, their referral code as it was
         *         typed, or by `receiver_id`: by one of both.
         */
        readonly GivePoints: {
            /** @default null */
            readonly to_code: string | null;
            /** @default null */
            readonly receiver_id: string | null;
            /** @description Points, whole and above zero */
            readonly points: number;
        };
        /**
         * GivenAmounts
         * @description Money off, points and coupons.
         */
        readonly GivenAmounts: {
            /** @description Minor units of the currency; see currency_exponent */
            readonly minor: number;
            /** @description Loyalty points, whole */
            readonly points: number;
            readonly coupons: number;
        };
        /**
         * GivenOtherwise
         * @description A visit, and who had and now has it; null is nobody.
         */
        readonly GivenOtherwise: {
            /** Format: uuid */
            readonly order_id: string;
            readonly number: string;
            readonly then: string | null;
            readonly now: string | null;
        };
        /** HallEntry */
        readonly HallEntry: {
            /** Format: uuid */
            readonly order_id: string;
            readonly number: string;
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
            readonly service_name: components["schemas"]["Text"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_end: string;
            readonly community_name: components["schemas"]["Text"];
            readonly point: components["schemas"]["Point"];
            /** @description Metres */
            readonly road_m: number;
            /** @description Minor units of the currency */
            readonly price_minor: number;
            readonly currency: string;
        };
        /** HallPage */
        readonly HallPage: {
            readonly items: readonly components["schemas"]["HallEntry"][];
            readonly next_cursor: string | null;
        };
        /**
         * Hello
         * @description The client's first message, within 5 s. `token` is null with a cookie; `after` is null to start now.
         */
        readonly Hello: {
            /** @default null */
            readonly token: string | null;
            /** @default null */
            readonly after: string | null;
        };
        /**
         * HistoryEntry
         * @description `seq` is the order's version after it; `from_status` is null for the first entry.
         */
        readonly HistoryEntry: {
            /** @description Rises by one with every change of the aggregate */
            readonly seq: number;
            readonly action: components["schemas"]["domain.orders.status.Action"];
            readonly actor_role: components["schemas"]["Role"];
            readonly actor_name: string | null;
            readonly reason: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
            readonly from_status: components["schemas"]["Status"] | null;
            readonly to_status: components["schemas"]["Status"];
            readonly data: {
                readonly [key: string]: string | number | boolean | readonly string[] | null;
            };
        };
        /** HistoryPage */
        readonly HistoryPage: {
            readonly items: readonly components["schemas"]["HistoryEntry"][];
            readonly next_cursor: string | null;
        };
        /**
         * HoldStatus
         * @enum {unknown}
         */
        readonly HoldStatus: "captured" | "lapsed" | "open" | "released";
        /**
         * Homeowner
         * @description `id` names the member where points are looked up.
         */
        readonly Homeowner: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly phone_masked: string | null;
        };
        /** InboxMessage */
        readonly InboxMessage: {
            /** Format: uuid */
            readonly id: string;
            readonly kind: string;
            readonly title: components["schemas"]["Text"];
            readonly body: components["schemas"]["Text"];
            readonly order_id: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly created_at: string;
            readonly read_at: string | null;
        };
        /** InboxPage */
        readonly InboxPage: {
            readonly items: readonly components["schemas"]["InboxMessage"][];
            readonly next_cursor: string | null;
        };
        /**
         * IssueCoupons
         * @description One for each member, for all or for none.
         */
        readonly IssueCoupons: {
            readonly batch: string;
            readonly member_ids: readonly string[];
        };
        /**
         * Job
         * @description `address` is there from acceptance until 24 h after completion; `point` is coarse before that.
         *
         *         `photos_before` and `photos_after` are the numbers of pictures required.
         */
        readonly Job: {
            /** Format: uuid */
            readonly order_id: string;
            readonly number: string;
            readonly status: components["schemas"]["Status"];
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
            readonly service_name: components["schemas"]["Text"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_end: string;
            readonly allowed_actions: readonly components["schemas"]["domain.orders.status.Action"][];
            readonly deadline_at: string | null;
            readonly is_urgent: boolean;
            /** @description Minor units of the currency */
            readonly price_minor: number;
            readonly currency: string;
            readonly offer: components["schemas"]["JobOffer"] | null;
            readonly community_name: components["schemas"]["Text"];
            readonly point: components["schemas"]["Point"];
            readonly address: components["schemas"]["JobAddress"] | null;
            readonly visit: components["schemas"]["Visit"];
            readonly photos_before: number;
            readonly photos_after: number;
            readonly note: string;
            readonly photos: readonly components["schemas"]["Photo"][];
        };
        /** JobAddress */
        readonly JobAddress: {
            readonly line: string;
            readonly unit: string;
            readonly homeowner_name: string;
            readonly phone: string;
        };
        /**
         * JobDetail
         * @description `navigation` is null while the exact address is hidden.
         */
        readonly JobDetail: {
            /** Format: uuid */
            readonly order_id: string;
            readonly number: string;
            readonly status: components["schemas"]["Status"];
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
            readonly service_name: components["schemas"]["Text"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_end: string;
            readonly allowed_actions: readonly components["schemas"]["domain.orders.status.Action"][];
            readonly deadline_at: string | null;
            readonly is_urgent: boolean;
            /** @description Minor units of the currency */
            readonly price_minor: number;
            readonly currency: string;
            readonly offer: components["schemas"]["JobOffer"] | null;
            readonly community_name: components["schemas"]["Text"];
            readonly point: components["schemas"]["Point"];
            readonly address: components["schemas"]["JobAddress"] | null;
            readonly visit: components["schemas"]["Visit"];
            readonly photos_before: number;
            readonly photos_after: number;
            readonly note: string;
            readonly photos: readonly components["schemas"]["Photo"][];
            readonly navigation: components["schemas"]["Navigation"] | null;
        };
        /**
         * JobOffer
         * @description `road_m` and `travel_s` from the end of the visit before; `why` says why this worker.
         */
        readonly JobOffer: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly expires_at: string;
            /** @description Metres */
            readonly road_m: number;
            /** @description Seconds */
            readonly travel_s: number;
            readonly why: components["schemas"]["Text"];
        };
        /** JobPage */
        readonly JobPage: {
            readonly items: readonly components["schemas"]["Job"][];
            readonly next_cursor: string | null;
        };
        /**
         * JournalKind
         * @description What happened to the points, in the words that a member's history uses.
         * @enum {unknown}
         */
        readonly JournalKind: "adjusted" | "captured" | "earned" | "expired" | "gifted" | "held" | "matured" | "refunded" | "released" | "repaid" | "reversed" | "spent";
        /**
         * KeptRound
         * @description `run_id` where a dispatcher asked for it; `given` and `planned` count visits.
         */
        readonly KeptRound: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly asked_at: string;
            readonly run_id: string | null;
            readonly policy_version: number;
            readonly given: number;
            readonly planned: number;
            readonly solver: string;
            readonly solver_reason: string;
            readonly solve_ms: number;
            readonly engine: string;
        };
        /** KeptRounds */
        readonly KeptRounds: {
            readonly items: readonly components["schemas"]["KeptRound"][];
        };
        /** LeaveReview */
        readonly LeaveReview: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly stars: number;
            /** @default [] */
            readonly tags: readonly string[];
            /** @default  */
            readonly text: string;
        };
        /**
         * LineKind
         * @enum {unknown}
         */
        readonly LineKind: "adjustment" | "call_out" | "delivery" | "extra" | "part" | "service";
        /**
         * Live
         * @description Everything up to `cursor` has been replayed; from here on changes come as they happen.
         */
        readonly Live: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "live";
            /** @description Opaque; send it back to resume */
            readonly cursor: string;
        };
        /** Me */
        readonly Me: {
            /** Format: uuid */
            readonly id: string;
            readonly display_name: string;
            readonly roles: readonly components["schemas"]["Role"][];
            /** @enum {unknown} */
            readonly locale: "en" | "zh-CN";
            readonly phone_masked: string | null;
            readonly region_id: string | null;
            readonly worker: components["schemas"]["WorkerSelf"] | null;
        };
        /**
         * Measure
         * @description USES counts orders or events; MINOR the money given; POINTS the points given.
         * @enum {unknown}
         */
        readonly Measure: "minor" | "points" | "uses";
        /** Member */
        readonly Member: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly phone_masked: string | null;
            readonly roles: readonly components["schemas"]["Role"][];
        };
        /**
         * MemberBirthday
         * @description Corrections newest first.
         */
        readonly MemberBirthday: {
            readonly birthday: components["schemas"]["Birthday"];
            readonly corrections: readonly components["schemas"]["BirthdayCorrection"][];
        };
        /**
         * MemberShare
         * @description What a member would have got more; below zero, less.
         */
        readonly MemberShare: {
            /** Format: uuid */
            readonly member_id: string;
            readonly more: components["schemas"]["GivenAmounts"];
        };
        /**
         * MoveClock
         * @description Business time never goes back.
         */
        readonly MoveClock: {
            /** @default null */
            readonly rate: number | null;
            /** @default null */
            readonly advance_s: number | null;
        };
        /**
         * MyCheckIn
         * @description Whether it is done for today, and the days without a gap up to today.
         */
        readonly MyCheckIn: {
            readonly is_done: boolean;
            readonly streak: number;
        };
        /**
         * MyCoupon
         * @description `unlocks` is what it is good for, null where that is no longer to be had.
         *
         *         `is_usable`: neither in use nor over, and what it unlocks is there.
         */
        readonly MyCoupon: {
            /** Format: uuid */
            readonly region_id: string;
            readonly coupon: components["schemas"]["Coupon"];
            readonly unlocks: components["schemas"]["Text"] | null;
            readonly is_usable: boolean;
        };
        /**
         * MyCouponList
         * @description Usable now first, those that end soonest before.
         */
        readonly MyCouponList: {
            readonly items: readonly components["schemas"]["MyCoupon"][];
        };
        /**
         * MyProgramme
         * @description No tier where the region's rules have none; no check-in where it gives nothing now.
         */
        readonly MyProgramme: {
            readonly tier: components["schemas"]["MyTier"] | null;
            readonly check_in: components["schemas"]["MyCheckIn"] | null;
        };
        /**
         * MyTier
         * @description `counted` of the measure in the last `qualifying_days`; below zero where refunds took more than came.
         *         `next` needs `missing` more; the highest tier has no next. `kept_until` is nothing in the lowest.
         */
        readonly MyTier: {
            readonly tier: components["schemas"]["TierStep"];
            readonly measure: components["schemas"]["TierMeasure"];
            readonly qualifying_days: number;
            /** @description Points, minor units or orders, as measured */
            readonly counted: number;
            readonly kept_until: string | null;
            readonly next: components["schemas"]["TierStep"] | null;
            readonly missing: number | null;
        };
        /**
         * Navigation
         * @description `is_road` is false where only the straight line is known.
         */
        readonly Navigation: {
            readonly point: components["schemas"]["Point"];
            /** @description Metres */
            readonly road_m: number;
            /** @description Seconds */
            readonly travel_s: number;
            readonly is_road: boolean;
            readonly links: readonly components["schemas"]["NavigationLink"][];
        };
        /**
         * NavigationLink
         * @description Opens the phone's map app at the right point: each app's own datum is already applied.
         */
        readonly NavigationLink: {
            /** @enum {unknown} */
            readonly app: "amap" | "apple" | "baidu" | "geo" | "google" | "tencent";
            readonly url: string;
        };
        /** NearbyWorker */
        readonly NearbyWorker: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @description Metres */
            readonly distance_m: number;
            readonly point: components["schemas"]["Point"];
        };
        /** NearbyWorkers */
        readonly NearbyWorkers: {
            readonly items: readonly components["schemas"]["NearbyWorker"][];
        };
        /**
         * Nothing
         * @description An empty object.
         */
        readonly Nothing: Record<string, never>;
        /** OfferTo */
        readonly OfferTo: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly worker_ids: readonly string[];
            /** @default null */
            readonly reason: string | null;
        };
        /** OrderAddress */
        readonly OrderAddress: {
            readonly line: string;
            readonly unit: string;
            readonly community_name: components["schemas"]["Text"];
            readonly point: components["schemas"]["Point"];
        };
        /**
         * OrderDetail
         * @description `offers` and `homeowner` are for staff, empty and null for others.
         */
        readonly OrderDetail: {
            /** Format: uuid */
            readonly id: string;
            readonly number: string;
            readonly status: components["schemas"]["Status"];
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
            /** Format: uuid */
            readonly service_id: string;
            readonly service_name: components["schemas"]["Text"];
            readonly community_name: components["schemas"]["Text"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_end: string;
            readonly deadline_at: string | null;
            readonly on_expiry: components["schemas"]["domain.orders.status.Action"] | null;
            readonly allowed_actions: readonly components["schemas"]["domain.orders.status.Action"][];
            readonly is_urgent: boolean;
            readonly in_hall: boolean;
            /** @description Minor units of the currency */
            readonly price_minor: number;
            readonly currency: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly created_at: string;
            readonly worker_name: string | null;
            readonly has_review: boolean;
            readonly note: string;
            readonly question: string | null;
            readonly answer: string | null;
            readonly address: components["schemas"]["OrderAddress"];
            readonly worker: components["schemas"]["OrderWorker"] | null;
            readonly visit: components["schemas"]["Visit"];
            readonly offers: readonly components["schemas"]["OrderOffer"][];
            readonly photos: readonly components["schemas"]["Photo"][];
            readonly review: components["schemas"]["OrderReview"] | null;
            readonly unassigned_reason: components["schemas"]["Text"] | null;
            readonly homeowner: components["schemas"]["Homeowner"] | null;
            readonly reason: string | null;
        };
        /** OrderOffer */
        readonly OrderOffer: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly worker_id: string;
            readonly worker_name: string;
            readonly status: string;
            readonly round: number;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly expires_at: string;
            readonly decline_reason: string | null;
        };
        /** OrderPage */
        readonly OrderPage: {
            readonly items: readonly components["schemas"]["OrderSummary"][];
            readonly next_cursor: string | null;
        };
        /**
         * OrderPrice
         * @description As it was when the order was placed; and what of it went back since, in money and in points.
         */
        readonly OrderPrice: {
            /** Format: uuid */
            readonly order_id: string;
            readonly currency: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly priced_at: string;
            readonly price: components["schemas"]["PricePreview"];
            /** @description Minor units of the currency */
            readonly refunded_minor: number;
            /** @description Loyalty points, whole */
            readonly points_back: number;
        };
        /** OrderReview */
        readonly OrderReview: {
            readonly stars: number;
            readonly tags: readonly string[];
            readonly text: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly created_at: string;
        };
        /**
         * OrderSummary
         * @description A row of a list. `on_expiry` is the action that the system takes at `deadline_at`.
         */
        readonly OrderSummary: {
            /** Format: uuid */
            readonly id: string;
            readonly number: string;
            readonly status: components["schemas"]["Status"];
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
            /** Format: uuid */
            readonly service_id: string;
            readonly service_name: components["schemas"]["Text"];
            readonly community_name: components["schemas"]["Text"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_end: string;
            readonly deadline_at: string | null;
            readonly on_expiry: components["schemas"]["domain.orders.status.Action"] | null;
            readonly allowed_actions: readonly components["schemas"]["domain.orders.status.Action"][];
            readonly is_urgent: boolean;
            readonly in_hall: boolean;
            /** @description Minor units of the currency */
            readonly price_minor: number;
            readonly currency: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly created_at: string;
            readonly worker_name: string | null;
            readonly has_review: boolean;
        };
        /**
         * OrderWorker
         * @description `position` is shared only while the worker is on the way.
         */
        readonly OrderWorker: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly phone_masked: string | null;
            readonly photo_url: string | null;
            readonly eta_at: string | null;
            readonly position: components["schemas"]["Point"] | null;
        };
        /**
         * OriginKind
         * @enum {unknown}
         */
        readonly OriginKind: "adjustment" | "gift" | "order" | "programme" | "refund" | "review";
        /**
         * Photo
         * @description `url` is signed and stops working after a while: refetch the order for a fresh one.
         */
        readonly Photo: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {unknown} */
            readonly kind: "after" | "before" | "problem";
            readonly url: string;
            readonly width: number;
            readonly height: number;
        };
        /**
         * Ping
         * @description Sent when nothing else was for a while; needs no answer.
         */
        readonly Ping: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "ping";
        };
        /**
         * PlaceOrder
         * @description `shown_price_minor` is what the homeowner saw that is left to pay; another amount now is refused.
         *
         *         A quote says what to send. `best` applies the best combination of what is presented, as the quote did.
         *
         *         `is_urgent` says what the homeowner hopes for; an order is urgent when its window begins within two hours.
         */
        readonly PlaceOrder: {
            /** Format: uuid */
            readonly service_id: string;
            /** Format: uuid */
            readonly address_id: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_end: string;
            /** @default  */
            readonly note: string;
            /** @default false */
            readonly is_urgent: boolean;
            /** @description Minor units of the currency */
            readonly shown_price_minor: number;
            /** @default [] */
            readonly photo_ids: readonly string[];
            /**
             * @description Of my points, at most; held for the order
             * @default 0
             */
            readonly points: number;
            /** @default [] */
            readonly codes: readonly string[];
            /**
             * @description Of my wallet
             * @default []
             */
            readonly coupon_ids: readonly string[];
            /** @default false */
            readonly best: boolean;
        };
        /**
         * Point
         * @description A place on earth, WGS-84.
         */
        readonly Point: {
            /** @description WGS-84 degrees east */
            readonly lon: number;
            /** @description WGS-84 degrees north */
            readonly lat: number;
        };
        /**
         * PointsAudit
         * @description Empty `findings`: every row fits its seal, all sums agree, and the chain of closings is whole.
         *
         *         `closed` journals stand under closings; `head` is the newest one, to be noted elsewhere.
         */
        readonly PointsAudit: {
            readonly journals: number;
            readonly postings: number;
            readonly lots: number;
            readonly closed: number;
            readonly head: string | null;
            readonly findings: readonly components["schemas"]["AuditFinding"][];
        };
        /**
         * PointsBalance
         * @description `available` is net of `debt`, and negative while that is larger; `pending` is not usable yet; `held` is
         *         reserved.
         */
        readonly PointsBalance: {
            /** @description Loyalty points, whole */
            readonly available: number;
            /** @description Loyalty points, whole */
            readonly pending: number;
            /** @description Loyalty points, whole */
            readonly held: number;
            /** @description Loyalty points, whole */
            readonly debt: number;
            readonly expiring_next: components["schemas"]["ExpiringPoints"] | null;
        };
        /**
         * PointsEntry
         * @description Each line names its order, its lot, the version of the policy with the lot's terms, and the rule.
         */
        readonly PointsEntry: {
            /** Format: uuid */
            readonly id: string;
            readonly kind: string;
            /** @description Loyalty points, whole */
            readonly amount: number;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
            readonly reason: components["schemas"]["Text"];
            readonly order_id: string | null;
            readonly lot_id: string | null;
            readonly policy_version: number | null;
            readonly rule: components["schemas"]["PointsRule"] | null;
        };
        /** PointsHistoryPage */
        readonly PointsHistoryPage: {
            readonly items: readonly components["schemas"]["PointsEntry"][];
            readonly next_cursor: string | null;
        };
        /** PointsHold */
        readonly PointsHold: {
            /** Format: uuid */
            readonly id: string;
            /** @description Loyalty points, whole */
            readonly amount: number;
            readonly status: components["schemas"]["HoldStatus"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly held_at: string;
            readonly lapses_at: string | null;
            readonly order_id: string | null;
        };
        /**
         * PointsLot
         * @description Of `amount`, `remaining` is free and `held` set aside; see the glossary for the others.
         */
        readonly PointsLot: {
            /** Format: uuid */
            readonly id: string;
            /** @description Loyalty points, whole */
            readonly amount: number;
            /** @description Loyalty points, whole */
            readonly remaining: number;
            /** @description Loyalty points, whole */
            readonly held: number;
            /** @description Loyalty points, whole */
            readonly expired: number;
            /** @description Loyalty points, whole */
            readonly reversed: number;
            /** @description Loyalty points, whole */
            readonly owed: number;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly earned_at: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly pending_until: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly expires_at: string;
            readonly origin: components["schemas"]["OriginKind"];
            readonly order_id: string | null;
            readonly policy_version: number;
        };
        /** PointsOutstanding */
        readonly PointsOutstanding: {
            /** @description Loyalty points, whole */
            readonly available: number;
            /** @description Loyalty points, whole */
            readonly pending: number;
            /** @description Loyalty points, whole */
            readonly held: number;
            /** @description Loyalty points, whole */
            readonly debt: number;
            /** @description Loyalty points, whole */
            readonly net: number;
        };
        /**
         * PointsReport
         * @description `breakage_bp` is in basis points: of the points whose fate is known, how many ended unused.
         */
        readonly PointsReport: {
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly end: string;
            readonly totals: components["schemas"]["PointsTotals"];
            readonly opening: components["schemas"]["PointsOutstanding"];
            readonly closing: components["schemas"]["PointsOutstanding"];
            readonly breakage_bp: number;
            /** @description Loyalty points, whole */
            readonly expected_breakage: number;
            /** @description Loyalty points, whole */
            readonly liability_points: number;
            /** @description Minor units of the currency */
            readonly liability_minor: number;
        };
        /**
         * PointsRow
         * @description Without `journal_id` it is due, and not yet booked.
         */
        readonly PointsRow: {
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
            /** @description Loyalty points, whole */
            readonly points: number;
            readonly kind: components["schemas"]["JournalKind"];
            readonly journal_id: string | null;
            readonly member_id: string | null;
            readonly lot_id: string | null;
            readonly order_id: string | null;
        };
        /**
         * PointsRows
         * @description `next_skip` is None at the end.
         */
        readonly PointsRows: {
            readonly items: readonly components["schemas"]["PointsRow"][];
            readonly next_skip: number | null;
        };
        /**
         * PointsRule
         * @description The promotion that gave the points, as it was called then, and the version of the region's rules.
         */
        readonly PointsRule: {
            readonly promotion: string;
            readonly name: components["schemas"]["Text"];
            readonly rules_version: number;
        };
        /**
         * PointsSource
         * @description issued = used + held + outstanding + expired + reversed. `owed` were used and are to come back.
         *
         *         Without a name: not known. `cost_minor` is what the used points cost whoever funds them.
         */
        readonly PointsSource: {
            readonly region_id: string | null;
            readonly campaign: string | null;
            readonly promotion: string | null;
            readonly funded_by: string | null;
            /** @description Loyalty points, whole */
            readonly issued: number;
            /** @description Loyalty points, whole */
            readonly used: number;
            /** @description Loyalty points, whole */
            readonly held: number;
            /** @description Loyalty points, whole */
            readonly outstanding: number;
            /** @description Loyalty points, whole */
            readonly expired: number;
            /** @description Loyalty points, whole */
            readonly reversed: number;
            /** @description Loyalty points, whole */
            readonly owed: number;
            /** @description Minor units of the currency */
            readonly cost_minor: number;
        };
        /** PointsSources */
        readonly PointsSources: {
            readonly items: readonly components["schemas"]["PointsSource"][];
        };
        /** PointsTotals */
        readonly PointsTotals: {
            /** @description Loyalty points, whole */
            readonly issued: number;
            /** @description Loyalty points, whole */
            readonly used: number;
            /** @description Loyalty points, whole */
            readonly refunded: number;
            /** @description Loyalty points, whole */
            readonly expired: number;
            /** @description Loyalty points, whole */
            readonly reversed: number;
            /** @description Loyalty points, whole */
            readonly adjusted: number;
        };
        /**
         * PreviewApplied
         * @description `shares` has one amount for each line, in their order; `extra_units` come on top, free of charge.
         */
        readonly PreviewApplied: {
            readonly promotion: string;
            readonly name: components["schemas"]["Text"];
            readonly campaign: string | null;
            readonly code: string | null;
            readonly lane: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly minor: number;
            readonly shares: readonly number[];
            readonly extra_service: string | null;
            readonly extra_units: number;
        };
        /**
         * PreviewChange
         * @description Make `reading` so; `by` is a number's difference. With `element`, `to` says whether it is in.
         */
        readonly PreviewChange: {
            readonly reading: string;
            readonly to: boolean | number | string | readonly string[] | null;
            readonly by: number | null;
            readonly element: string | null;
            readonly is_in_reach: boolean;
        };
        /**
         * PreviewCode
         * @description `promotion` where a coupon of it is presented; without it, a shared code.
         */
        readonly PreviewCode: {
            readonly code: string;
            /** @default null */
            readonly promotion: string | null;
        };
        /**
         * PreviewLine
         * @description `amount_minor` is for all units together; `markdown_bp` was taken off before any promotion.
         */
        readonly PreviewLine: {
            readonly id: string;
            readonly service: string;
            readonly amount_minor: number;
            /** @default 1 */
            readonly units: number;
            /** @default  */
            readonly category: string;
            /** @default service */
            readonly kind: components["schemas"]["LineKind"];
            /** @default [] */
            readonly tags: readonly string[];
            /** @default 0 */
            readonly markdown_bp: number;
        };
        /**
         * PreviewMiss
         * @description `path` is the place in the condition; `needed` is in the words of the rules.
         */
        readonly PreviewMiss: {
            readonly path: string;
            readonly reading: string;
            readonly actual: boolean | number | string | readonly string[] | null;
            readonly needed: string;
        };
        /**
         * PreviewPrice
         * @description Under the draft, else that version, else the rules in force at `at` (now without it).
         */
        readonly PreviewPrice: {
            readonly lines: readonly components["schemas"]["PreviewLine"][];
            /** @default [] */
            readonly readings: readonly components["schemas"]["PreviewReading"][];
            /** @default [] */
            readonly codes: readonly components["schemas"]["PreviewCode"][];
            /** @default 0 */
            readonly points_available: number;
            /** @default 0 */
            readonly points_wanted: number;
            /** @default null */
            readonly draft_id: string | null;
            /** @default null */
            readonly version: number | null;
            /** @default null */
            readonly at: string | null;
            /** @default false */
            readonly best: boolean;
        };
        /**
         * PreviewReading
         * @description Something known about the order, as `order.nth`; clocks are minutes of the day.
         */
        readonly PreviewReading: {
            readonly field: string;
            readonly value: boolean | number | string | readonly string[] | null;
        };
        /**
         * PreviewRefused
         * @description `remedy` is the smallest change that makes it pass; null where there is none.
         */
        readonly PreviewRefused: {
            readonly promotion: string | null;
            readonly name: components["schemas"]["Text"] | null;
            readonly code: string | null;
            readonly reason: components["schemas"]["Reason"];
            readonly rival: string | null;
            readonly left: number | null;
            readonly misses: readonly components["schemas"]["PreviewMiss"][];
            readonly remedy: readonly components["schemas"]["PreviewChange"][] | null;
        };
        /**
         * PreviewSearch
         * @description No other combination saves `gap_minor` more; 0 is proven best.
         */
        readonly PreviewSearch: {
            readonly evaluated: number;
            readonly gap_minor: number;
        };
        /**
         * PreviewTotals
         * @description list - discount = price; price - points = due.
         */
        readonly PreviewTotals: {
            /** @description Minor units of the currency; see currency_exponent */
            readonly listed_minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly discount_minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly price_minor: number;
            /** @description Loyalty points, whole */
            readonly points_used: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly points_minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly tendered_minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly due_minor: number;
        };
        /** PreviewedLine */
        readonly PreviewedLine: {
            readonly id: string;
            readonly units: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly listed_minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly discount_minor: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly price_minor: number;
            /** @description Loyalty points, whole */
            readonly points_used: number;
            /** @description Minor units of the currency; see currency_exponent */
            readonly points_minor: number;
        };
        /** PricePreview */
        readonly PricePreview: {
            /** @description Version of the rules; 0 follows from the earning policy */
            readonly rules_version: number;
            readonly totals: components["schemas"]["PreviewTotals"];
            readonly lines: readonly components["schemas"]["PreviewedLine"][];
            readonly applied: readonly components["schemas"]["PreviewApplied"][];
            readonly refused: readonly components["schemas"]["PreviewRefused"][];
            readonly search: components["schemas"]["PreviewSearch"] | null;
        };
        /**
         * PrintCoupons
         * @description `length` of a code, its check included.
         */
        readonly PrintCoupons: {
            readonly batch: string;
            readonly count: number;
            /** @default 12 */
            readonly length: number;
        };
        /**
         * PrintedCoupons
         * @description `csv`: a line for each, code and end, under a heading. They are told here and nowhere else.
         */
        readonly PrintedCoupons: {
            readonly batch: string;
            readonly count: number;
            readonly csv: string;
        };
        /**
         * Problem
         * @description application/problem+json. Switch on `code`, show `title` and `detail`, report `instance`.
         */
        readonly Problem: {
            /** @description Address of the entry in the list of problems */
            readonly type: string;
            /** @description What it is, in the language of the reader */
            readonly title: string;
            readonly status: number;
            /** @description What to do about it, in the language of the reader */
            readonly detail: string;
            /** @description Names this occurrence; ends in its X-Request-Id */
            readonly instance: string;
            /** @description Stable name of the cause */
            readonly code: string;
            readonly facts?: {
                readonly [key: string]: string | number | boolean | readonly string[] | null;
            };
            readonly errors?: readonly components["schemas"]["FieldError"][];
        };
        /** PromotionName */
        readonly PromotionName: {
            readonly id: string;
            readonly name: components["schemas"]["Text"];
            readonly trigger: components["schemas"]["Trigger"];
        };
        /** PromotionSpending */
        readonly PromotionSpending: {
            readonly promotion: string;
            readonly uses: number;
            readonly given: components["schemas"]["GivenAmounts"];
        };
        /**
         * ProposeAdjustment
         * @description Above zero gives, below takes. `region_id` is the region that answers for it.
         */
        readonly ProposeAdjustment: {
            /** Format: uuid */
            readonly region_id: string;
            readonly points: number;
            readonly reason: string;
        };
        /**
         * PublishRules
         * @description `expected_version` is the draft's. Without `effective_at`, at once.
         */
        readonly PublishRules: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly note: string;
            /** @default null */
            readonly effective_at: string | null;
        };
        /**
         * Quote
         * @description `price.totals.due_minor` is what is left to pay. `gap_minor`: no other combination saves so much more;
         *         0 is proven best, null where none was looked for.
         */
        readonly Quote: {
            readonly currency: string;
            readonly points_available: number;
            readonly price: components["schemas"]["PricePreview"];
            readonly to_place: components["schemas"]["ToPlace"];
            readonly gap_minor: number | null;
        };
        /**
         * Reason
         * @description Why a promotion or a code did not apply.
         * @enum {unknown}
         */
        readonly Reason: "budget_exceeded" | "code_twice" | "code_unknown" | "condition_not_met" | "coupon_expired" | "coupon_in_use" | "coupon_used" | "device_unknown" | "ended" | "group_lost" | "limit_reached" | "max_uses_reached" | "member_limit_reached" | "min_qty_not_met" | "min_spend_not_met" | "not_in_best" | "not_published" | "not_started" | "nothing_to_discount" | "out_of_hours" | "paused" | "too_many";
        /**
         * Receipt
         * @description The answer of every command on an order: where it stands now, and what this caller may do next.
         */
        readonly Receipt: {
            /** Format: uuid */
            readonly order_id: string;
            readonly status: components["schemas"]["Status"];
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
            readonly deadline_at: string | null;
            readonly allowed_actions: readonly components["schemas"]["domain.orders.status.Action"][];
        };
        /**
         * Referral
         * @description `code` is mine to hand on, nothing until I have an address. `may_say` while I can still name who
         *         referred me, `said_at` when I did. `referred` named me, `rewarded` of them brought me my reward.
         */
        readonly Referral: {
            readonly code: string | null;
            readonly said_at: string | null;
            readonly may_say: boolean;
            readonly referred: number;
            readonly rewarded: number;
        };
        /**
         * Refresh
         * @description Without a token the cookie is used.
         */
        readonly Refresh: {
            /** @default null */
            readonly refresh_token: string | null;
        };
        /**
         * Refund
         * @description `amount_minor` is money. `points_back` were spent on the order, where they had paid `points_minor` of
         *         the lines; `points_taken` it had earned, of which `points_owed` is debt.
         */
        readonly Refund: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly order_id: string;
            readonly number: number;
            /** @description Minor units of the currency */
            readonly amount_minor: number;
            /** @description Minor units of the currency */
            readonly points_minor: number;
            readonly lines: readonly components["schemas"]["RefundLine"][];
            /** @description Loyalty points, whole */
            readonly points_back: number;
            /** @description Loyalty points, whole */
            readonly points_taken: number;
            /** @description Loyalty points, whole */
            readonly points_owed: number;
            readonly reason: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly granted_at: string;
        };
        /** RefundLine */
        readonly RefundLine: {
            readonly line: string;
            /** @description Minor units of the currency */
            readonly amount_minor: number;
        };
        /** RefundLineWanted */
        readonly RefundLineWanted: {
            readonly line: string;
            /** @description Minor units of the currency */
            readonly amount_minor: number;
        };
        /** RefundList */
        readonly RefundList: {
            readonly items: readonly components["schemas"]["Refund"][];
        };
        /**
         * RefundOrder
         * @description Without `lines` all that is left is refunded.
         */
        readonly RefundOrder: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly reason: string;
            /** @default null */
            readonly lines: readonly components["schemas"]["RefundLineWanted"][] | null;
        };
        /**
         * Region
         * @description `bounds` is (west, south, east, north) in degrees; `currency_exponent` the number of decimals.
         */
        readonly Region: {
            /** Format: uuid */
            readonly id: string;
            readonly code: string;
            readonly name: components["schemas"]["Text"];
            readonly time_zone: string;
            readonly currency: string;
            readonly currency_exponent: number;
            readonly centre: components["schemas"]["Point"];
            readonly bounds: readonly [
                number,
                number,
                number,
                number
            ];
        };
        /** Reject */
        readonly Reject: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly reason_code: string;
            /** @default  */
            readonly note: string;
        };
        /**
         * ReplayedRound
         * @description `causes` say what is otherwise than when it was asked: `row_changed`, `other_engine`, `other_streets`,
         *         `cut_short` (an answer of the clock: another one proves nothing). `is_intact` is null for rows that are
         *         older than digests. `is_same_order`: the visits are carried out in the same order, too.
         */
        readonly ReplayedRound: {
            readonly is_same: boolean;
            readonly is_same_order: boolean;
            readonly differing: readonly components["schemas"]["GivenOtherwise"][];
            readonly causes: readonly string[];
            readonly is_intact: boolean | null;
            readonly engine_then: string;
            readonly engine_now: string;
            readonly streets_then: string;
            readonly streets_now: string;
        };
        /**
         * Reset
         * @description The cursor is too old: refetch everything shown, and go on from this one.
         */
        readonly Reset: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "reset";
            /** @description Opaque; send it back to resume */
            readonly cursor: string;
        };
        /** ResolveException */
        readonly ResolveException: {
            /** @default  */
            readonly note: string;
        };
        /**
         * Rival
         * @description A worker who fits and was not chosen.
         *
         *         `behind` is how much dearer than the chosen one, `more` the same by term; `less_travel_s` the seconds of
         *         travel less with which they had won; `regret` by how much the whole round would cost more at least. Null
         *         where cost did not decide or nothing is proven.
         */
        readonly Rival: {
            /** Format: uuid */
            readonly worker_id: string;
            readonly worker_name: string;
            readonly code: string;
            readonly text: components["schemas"]["Text"];
            readonly behind: number | null;
            readonly more: components["schemas"]["Terms"] | null;
            readonly less_travel_s: number | null;
            readonly regret: number | null;
        };
        /**
         * Role
         * @enum {unknown}
         */
        readonly Role: "dispatcher" | "homeowner" | "manager" | "reviewer" | "system" | "worker";
        /** RuleDraft */
        readonly RuleDraft: {
            readonly row: components["schemas"]["RuleDraftRow"];
            /** @description A rule set as docs/promotion-rules.md has it; every fault is told with its place */
            readonly content: Record<string, never>;
        };
        /**
         * RuleDraftList
         * @description Those saved last first.
         */
        readonly RuleDraftList: {
            readonly items: readonly components["schemas"]["RuleDraftRow"][];
        };
        /**
         * RuleDraftRow
         * @description `is_tried`: exactly this content was run over the past, so it may be published.
         */
        readonly RuleDraftRow: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly region_id: string;
            readonly name: string;
            /** @description Version of the rules; 0 follows from the earning policy */
            readonly based_on: number;
            /** Format: uuid */
            readonly saved_by: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly saved_at: string;
            readonly is_tried: boolean;
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
        };
        /** RuleVersionPage */
        readonly RuleVersionPage: {
            readonly items: readonly components["schemas"]["RuleVersionRow"][];
            readonly next_cursor: string | null;
        };
        /** RuleVersionRow */
        readonly RuleVersionRow: {
            /** @description Version of the rules; 0 follows from the earning policy */
            readonly version: number;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly effective_at: string;
            /** Format: uuid */
            readonly published_by: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly published_at: string;
            readonly note: string;
            readonly is_live: boolean;
        };
        /**
         * Rules
         * @description Version 0 follows from the currency's earning policy: nobody published it.
         */
        readonly Rules: {
            /** @description Version of the rules; 0 follows from the earning policy */
            readonly version: number;
            readonly is_live: boolean;
            /** @description A rule set as docs/promotion-rules.md has it; every fault is told with its place */
            readonly content: Record<string, never>;
            readonly effective_at: string | null;
            readonly published_by: string | null;
            readonly published_at: string | null;
            readonly note: string | null;
        };
        /**
         * RulesDryRun
         * @description `changed`: events for which something else would have been given. `winners` and `losers` name those
         *         with the largest difference, `won` and `lost` count all. `cost_minor` values points as the draft does.
         */
        readonly RulesDryRun: {
            readonly draft: components["schemas"]["RuleDraftRow"];
            readonly events: number;
            readonly changed: number;
            readonly before: components["schemas"]["GivenAmounts"];
            readonly after: components["schemas"]["GivenAmounts"];
            /** @description Minor units of the currency; see currency_exponent */
            readonly cost_minor: number;
            readonly by_promotion: readonly components["schemas"]["PromotionSpending"][];
            readonly won: number;
            readonly lost: number;
            readonly winners: readonly components["schemas"]["MemberShare"][];
            readonly losers: readonly components["schemas"]["MemberShare"][];
        };
        /**
         * RunAssignment
         * @description `baseline_worker_id` is who the greedy rule would have sent.
         */
        readonly RunAssignment: {
            /** Format: uuid */
            readonly order_id: string;
            readonly number: string;
            /** Format: uuid */
            readonly worker_id: string;
            readonly worker_name: string;
            readonly score: components["schemas"]["Score"];
            /** @description Metres */
            readonly road_m: number;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly start_at: string;
            readonly baseline_worker_id: string | null;
        };
        /** RunBaseline */
        readonly RunBaseline: {
            readonly served: number;
            readonly cost: number;
            /** @description Metres */
            readonly road_m: number;
        };
        /**
         * RunCommitted
         * @description An order that changed since the run was solved is skipped, with the reason.
         */
        readonly RunCommitted: {
            readonly committed: number;
            readonly skipped: readonly components["schemas"]["SkippedOrder"][];
        };
        /** RunQueued */
        readonly RunQueued: {
            /** Format: uuid */
            readonly run_id: string;
        };
        /** RunTotals */
        readonly RunTotals: {
            readonly served: number;
            readonly cost: number;
            /** @description Metres */
            readonly road_m: number;
            readonly solve_ms: number;
        };
        /** RunUnassigned */
        readonly RunUnassigned: {
            /** Format: uuid */
            readonly order_id: string;
            readonly number: string;
            readonly reason: components["schemas"]["Text"];
            readonly ways_in: readonly components["schemas"]["WayIn"][];
        };
        /**
         * Running
         * @description A schedule at a moment. OUT_OF_HOURS is inside the dates and outside the weekly hours.
         * @enum {unknown}
         */
        readonly Running: "active" | "ended" | "not_started" | "out_of_hours";
        /**
         * SaveRuleDraft
         * @description `expected_version` is the draft's. `based_on`: which version of the rules the author saw last.
         */
        readonly SaveRuleDraft: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            /** @description A rule set as docs/promotion-rules.md has it; every fault is told with its place */
            readonly content: Record<string, never>;
            /** @default null */
            readonly name: string | null;
            /** @default null */
            readonly based_on: number | null;
        };
        /**
         * SayReferrer
         * @description The code as it was typed; case, blanks and hyphens do not matter.
         */
        readonly SayReferrer: {
            readonly code: string;
        };
        /**
         * Score
         * @description The parts of the cost of inserting the visit; lower is better; `total` is their sum.
         */
        readonly Score: {
            readonly travel_s: number;
            readonly skill: number;
            readonly load: number;
            readonly waiting: number;
            readonly total: number;
        };
        /**
         * Service
         * @description `photos_before` and `photos_after` are the least numbers of pictures the worker has to take.
         */
        readonly Service: {
            /** Format: uuid */
            readonly id: string;
            readonly code: string;
            readonly name: components["schemas"]["Text"];
            readonly scope: components["schemas"]["Text"];
            readonly skill: string;
            readonly min_level: number;
            /** @description Seconds */
            readonly duration_s: number;
            /** @description Minor units of the currency */
            readonly price_minor: number;
            /** @description Minor units of the currency */
            readonly band_low_minor: number;
            /** @description Minor units of the currency */
            readonly band_high_minor: number;
            readonly photos_before: number;
            readonly photos_after: number;
            readonly warranty_days: number;
        };
        /** ServiceCategory */
        readonly ServiceCategory: {
            /** Format: uuid */
            readonly id: string;
            readonly code: string;
            readonly name: components["schemas"]["Text"];
            readonly icon: string;
            readonly services: readonly components["schemas"]["Service"][];
        };
        /**
         * Session
         * @description Tokens are null when they are kept in cookies; `csrf_token` is null when they are not.
         */
        readonly Session: {
            readonly access_token: string | null;
            readonly refresh_token: string | null;
            readonly csrf_token: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly access_expires_at: string;
            readonly account: components["schemas"]["Me"];
        };
        /**
         * SetBirthday
         * @description Without the year, which nobody needs.
         */
        readonly SetBirthday: {
            readonly month: number;
            readonly day: number;
        };
        /**
         * SetDispatchPolicy
         * @description `rule`, `ask_ahead_s` and `stability_s` stay as they were where a client does not know them.
         */
        readonly SetDispatchPolicy: {
            readonly is_enabled: boolean;
            /** @default null */
            readonly rule: ("insertion" | "match" | "plan" | "relocation") | null;
            /** @default null */
            readonly ask_ahead_s: number | null;
            /** @default null */
            readonly stability_s: number | null;
            /** @enum {unknown} */
            readonly mode: "assign" | "offer" | "offer_to_k";
            readonly k: number;
            readonly tick_s: number;
            readonly radius_m: number | null;
            readonly offer_ttl_s: number;
            readonly urgent_offer_ttl_s: number;
            readonly release_horizon_s: number;
            readonly freeze_s: number;
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
        };
        /** SetDuty */
        readonly SetDuty: {
            readonly on_duty: boolean;
        };
        /** SetLocale */
        readonly SetLocale: {
            /** @enum {unknown} */
            readonly locale: "en" | "zh-CN";
        };
        /**
         * SetPosition
         * @description `at` is when the phone took the position.
         */
        readonly SetPosition: {
            readonly point: components["schemas"]["Point"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly at: string;
        };
        /** Shift */
        readonly Shift: {
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly end: string;
        };
        /** SignInByCode */
        readonly SignInByCode: {
            readonly phone: string;
            readonly code: string;
        };
        /**
         * SignInByPassword
         * @description `use_cookie` keeps the tokens in HttpOnly cookies; the answer then carries a CSRF token instead.
         */
        readonly SignInByPassword: {
            readonly username: string;
            readonly password: string;
            /** @default null */
            readonly totp: string | null;
            /** @default false */
            readonly use_cookie: boolean;
        };
        /** SkillLevel */
        readonly SkillLevel: {
            readonly skill: string;
            readonly level: number;
        };
        /** SkippedOrder */
        readonly SkippedOrder: {
            /** Format: uuid */
            readonly order_id: string;
            readonly reason: components["schemas"]["Text"];
        };
        /**
         * Slot
         * @description The half-open interval in which the visit may start.
         */
        readonly Slot: {
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly end: string;
            readonly is_available: boolean;
        };
        /** Slots */
        readonly Slots: {
            readonly slots: readonly components["schemas"]["Slot"][];
        };
        /**
         * SourceLot
         * @description `points` add up to the number; below zero where they came back or were given on.
         */
        readonly SourceLot: {
            /** Format: uuid */
            readonly member_id: string;
            /** @description Loyalty points, whole */
            readonly points: number;
            readonly lot: components["schemas"]["PointsLot"];
        };
        /**
         * SourceLots
         * @description `next_skip` is None at the end.
         */
        readonly SourceLots: {
            readonly items: readonly components["schemas"]["SourceLot"][];
            readonly next_skip: number | null;
        };
        /**
         * Standing
         * @description How a coupon stands for whoever looks at it: its status, and of what is over, why.
         * @enum {unknown}
         */
        readonly Standing: "free" | "lapsed" | "owned" | "reserved" | "revoked" | "used";
        /**
         * StandingRow
         * @description Without `lot_id` it is what a member owes.
         */
        readonly StandingRow: {
            /** Format: uuid */
            readonly member_id: string;
            readonly lot_id: string | null;
            /** @description Loyalty points, whole */
            readonly points: number;
        };
        /**
         * StandingRows
         * @description `next_skip` is None at the end.
         */
        readonly StandingRows: {
            readonly items: readonly components["schemas"]["StandingRow"][];
            readonly next_skip: number | null;
        };
        /**
         * StartRun
         * @description Without `order_ids` every order of the region that is due for dispatch takes part.
         */
        readonly StartRun: {
            /** Format: uuid */
            readonly region_id: string;
            /** @default null */
            readonly order_ids: readonly string[] | null;
        };
        /**
         * State
         * @enum {unknown}
         */
        readonly State: "draft" | "ended" | "paused" | "published";
        /**
         * Status
         * @enum {unknown}
         */
        readonly Status: "ACCEPTED" | "ARRIVED" | "AWAITING_CONFIRMATION" | "CANCELLED" | "CLOSED_UNSERVED" | "COMPLETED" | "EN_ROUTE" | "INFO_REQUESTED" | "IN_SERVICE" | "OFFERED" | "PENDING_REVIEW" | "READY" | "REJECTED";
        /** StepCampaign */
        readonly StepCampaign: {
            readonly campaign: string;
            /** @enum {unknown} */
            readonly action: "end" | "pause" | "resume";
            readonly note: string;
        };
        readonly StreamMessage: components["schemas"]["Change"] | components["schemas"]["Live"] | components["schemas"]["Reset"] | components["schemas"]["Ping"];
        /**
         * Terms
         * @description Parts of a cost after their weights: their sum is the cost.
         */
        readonly Terms: {
            readonly travel: number;
            readonly skill: number;
            readonly load: number;
            readonly waiting: number;
        };
        /**
         * Text
         * @description Words for people in both languages of the product.
         */
        readonly Text: {
            readonly zh: string;
            readonly en: string;
        };
        /**
         * TierMeasure
         * @enum {unknown}
         */
        readonly TierMeasure: "orders" | "points" | "spent_minor";
        /**
         * TierStep
         * @description `at_least` of the ladder's measure reach it.
         */
        readonly TierStep: {
            readonly code: string;
            readonly name: components["schemas"]["Text"];
            readonly at_least: number;
        };
        /**
         * ToPlace
         * @description What to send with the order for this price: only what applies.
         */
        readonly ToPlace: {
            readonly codes: readonly string[];
            readonly coupon_ids: readonly string[];
            readonly points: number;
            readonly best: boolean;
            /** @description Minor units of the currency */
            readonly shown_price_minor: number;
        };
        /**
         * TravelMode
         * @enum {unknown}
         */
        readonly TravelMode: "bicycle" | "car" | "e_bike" | "foot" | "motorcycle";
        /**
         * Trigger
         * @description AUTO and CODE act on a price, the others on something that happened.
         * @enum {unknown}
         */
        readonly Trigger: "auto" | "birthday" | "check_in" | "code" | "manual" | "order_completed" | "referral" | "referred" | "review_published" | "sign_up" | "streak";
        /**
         * UnassignedOrder
         * @description `ways_in` are what would let the visit in, by the last round that left it without anybody.
         */
        readonly UnassignedOrder: {
            /** Format: uuid */
            readonly id: string;
            readonly number: string;
            readonly status: components["schemas"]["Status"];
            /** @description Rises by one with every change of the aggregate */
            readonly version: number;
            /** Format: uuid */
            readonly service_id: string;
            readonly service_name: components["schemas"]["Text"];
            readonly community_name: components["schemas"]["Text"];
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_start: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly window_end: string;
            readonly deadline_at: string | null;
            readonly on_expiry: components["schemas"]["domain.orders.status.Action"] | null;
            readonly allowed_actions: readonly components["schemas"]["domain.orders.status.Action"][];
            readonly is_urgent: boolean;
            readonly in_hall: boolean;
            /** @description Minor units of the currency */
            readonly price_minor: number;
            readonly currency: string;
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly created_at: string;
            readonly worker_name: string | null;
            readonly has_review: boolean;
            readonly point: components["schemas"]["Point"];
            readonly unassigned_reason: components["schemas"]["Text"] | null;
            readonly ways_in: readonly components["schemas"]["WayIn"][];
        };
        /**
         * Versioned
         * @description `expected_version` is the version that the caller saw; an older one is refused with 409.
         */
        readonly Versioned: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
        };
        /** Visit */
        readonly Visit: {
            /** Format: uuid */
            readonly id: string;
            readonly planned_start: string | null;
            readonly planned_end: string | null;
            /** @description Seconds */
            readonly duration_s: number;
            readonly departed_at: string | null;
            readonly arrived_at: string | null;
            readonly started_at: string | null;
            readonly completed_at: string | null;
        };
        /** Wallet */
        readonly Wallet: {
            /**
             * Format: date-time
             * @description RFC 3339 with offset; answers are in UTC
             */
            readonly moment: string;
            readonly balance: components["schemas"]["PointsBalance"];
            readonly lots: readonly components["schemas"]["PointsLot"][];
            readonly holds: readonly components["schemas"]["PointsHold"][];
        };
        /**
         * WayIn
         * @description The fewest rules with which this worker could take the visit, nothing else changing hands.
         *
         *         `is_confirmed`: a plan with exactly these relaxed was made and passed the check. Without `breaks` there is
         *         room, and a later round asks.
         */
        readonly WayIn: {
            /** Format: uuid */
            readonly worker_id: string;
            readonly worker_name: string;
            readonly breaks: readonly components["schemas"]["Break"][];
            readonly is_confirmed: boolean;
        };
        /** WithReason */
        readonly WithReason: {
            /** @description Rises by one with every change of the aggregate */
            readonly expected_version: number;
            readonly reason: string;
        };
        /** WorkerPage */
        readonly WorkerPage: {
            readonly items: readonly components["schemas"]["WorkerRow"][];
            readonly next_cursor: string | null;
        };
        /** WorkerRow */
        readonly WorkerRow: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            readonly on_duty: boolean;
            readonly skills: readonly components["schemas"]["SkillLevel"][];
            readonly travel_mode: components["schemas"]["TravelMode"];
            readonly point: components["schemas"]["Point"];
            readonly open_visits: number;
        };
        /**
         * WorkerSelf
         * @description `id` is the worker's id, as boards and offers name it.
         */
        readonly WorkerSelf: {
            /** Format: uuid */
            readonly id: string;
            readonly on_duty: boolean;
            readonly skills: readonly components["schemas"]["SkillLevel"][];
            readonly travel_mode: components["schemas"]["TravelMode"];
        };
        /**
         * Action
         * @enum {unknown}
         */
        readonly "domain.orders.status.Action": "accept" | "answer" | "approve" | "arrive" | "ask" | "assign" | "cancel" | "close_unserved" | "complete" | "confirm" | "decline" | "depart" | "drop" | "escalate" | "exhaust" | "expire_offer" | "flag_late" | "force_close" | "grab" | "lapse" | "no_show" | "not_done" | "offer" | "open_hall" | "reassign" | "reject" | "review" | "start" | "submit" | "withdraw";
        /**
         * Action
         * @enum {unknown}
         */
        readonly "domain.promotions.rules.lifecycle.Action": "end" | "pause" | "publish" | "resume";
    };
    responses: {
        /** @description The request cannot mean anything. */
        readonly Malformed: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No token, or one that is not valid any more. */
        readonly Unauthenticated: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly "WWW-Authenticate"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not with this role, or without the CSRF token. */
        readonly Forbidden: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not there, or not to be seen by this caller. */
        readonly NotFound: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Another state, a stale version, already taken, or a twin in flight. */
        readonly Conflict: {
            headers: {
                readonly "X-Request-Id"?: string;
                /** @description Seconds */
                readonly "Retry-After"?: number;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It was there, and its time is over. */
        readonly Expired: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description More bytes than this route takes. */
        readonly TooLarge: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Another content type than this route takes. */
        readonly UnsupportedType: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Well-formed, and against a rule of the business. */
        readonly RuleBroken: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Slow down. */
        readonly TooMany: {
            headers: {
                readonly "X-Request-Id"?: string;
                /** @description Seconds */
                readonly "Retry-After"?: number;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our fault; report `instance`. */
        readonly Failed: {
            headers: {
                readonly "X-Request-Id"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something that we depend on does not answer. */
        readonly Unavailable: {
            headers: {
                readonly "X-Request-Id"?: string;
                /** @description Seconds */
                readonly "Retry-After"?: number;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description New for each intention, the same for each retry of it. Visible ASCII. */
        readonly IdempotencyKey: string;
        /** @description Made at random once and kept by the device; only its digest is stored. Without it, promotions with a limit by device are refused. */
        readonly DeviceId: string;
        /** @description zh-CN or en; the language of problems. */
        readonly AcceptLanguage: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
