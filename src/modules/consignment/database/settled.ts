/**
 * Which movements are settled is derived, never written on them. An account keeps the cut-off and the watermark of its
 * last closed settlement; the watermark is the highest movement sequence when it closed. Movements get their sequence
 * under the account's lock, so none below a watermark can be committed later. Cut-off and watermark both grow from one
 * settlement to the next, and each settlement keeps those of the settlement before (`period_from`, `watermark_from`).
 */
const sameAccount = (one: string, other: string): string =>
  `${one}.contractor_id = ${other}.contractor_id and ${one}.direction = ${other}.direction
   and ${one}.currency_code = ${other}.currency_code`

/**
 * SQL: whether a closed settlement contains a movement. The parameter is the alias of `consignment_movement` in the
 * query. Everything that asks whether a movement is settled uses this condition.
 */
export const isSettled = (movement: string): string =>
  `exists (select 1 from consignment_account settled where ${sameAccount("settled", movement)}
     and ${movement}.effective_at <= settled.last_cut_off and ${movement}.sequence <= settled.last_watermark)`

/** SQL: the id of the closed settlement that contains a movement, else null. */
export const settlementIdOf = (movement: string): string =>
  `(select closed.id from consignment_settlement closed where ${sameAccount("closed", movement)}
     and closed.status = 'closed' and closed.cut_off >= ${movement}.effective_at
     and closed.watermark >= ${movement}.sequence and (closed.period_from is null
       or ${movement}.effective_at > closed.period_from or ${movement}.sequence > closed.watermark_from)
     order by closed.cut_off limit 1)`

/** Above every sequence: the watermark of what has not been closed yet. */
export const NO_WATERMARK = "9223372036854775807"

/**
 * SQL: the movements of a period, as a lateral subquery. The parameter is the alias of a row that names the account and
 * has the columns of a settlement: `period_from`, `cut_off`, `watermark_from` and `watermark`.
 *
 * Two index ranges: what is dated within the period, and what was posted late into an earlier one. A movement that is
 * dated up to the cut-off before and posted after its watermark is always marked late.
 */
export const movementsOf = (period: string): string =>
  `lateral (
     select * from consignment_movement dated where ${sameAccount("dated", period)}
       and dated.effective_at > coalesce(${period}.period_from, '-infinity') and dated.effective_at <= ${period}.cut_off
       and dated.sequence <= ${period}.watermark
     union all
     select * from consignment_movement late where ${sameAccount("late", period)} and late.late
       and late.sequence > ${period}.watermark_from and late.sequence <= ${period}.watermark
       and late.effective_at <= ${period}.period_from)`

/** SQL: the date of an account's first movement that no settlement contains; null if there is none. */
export const firstUnsettledAt = (account: string): string =>
  `least(
     (select min(dated.effective_at) from consignment_movement dated where ${sameAccount("dated", account)}
       and dated.effective_at > coalesce(${account}.last_cut_off, '-infinity')),
     (select min(late.effective_at) from consignment_movement late where ${sameAccount("late", account)} and late.late
       and late.sequence > ${account}.last_watermark and late.effective_at <= ${account}.last_cut_off))`

/** SQL: the order in which settlements of one account were closed; two may have the same cut-off. */
export const closingOrder = (settlement: string, way: "" | " desc" = ""): string =>
  ["cut_off", "watermark", "closed_at", "id"]
    .map((column) => `${settlement}.${column}${way}`)
    .join(", ")
