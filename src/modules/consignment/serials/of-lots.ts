import { groupBy } from "../domain/group-by"
import { toPattern, type Sql } from "../database/sql"

/** Serial numbers of what is left of a lot. */
export interface SerialsOfLot {
  /** The units that are there for certain; null for a lot without registered units. */
  serial_numbers: string[] | null
  /** The other units are among these. */
  possible_serial_numbers: string[]
}

interface Row {
  lot_id: string
  serial: string
  is_certain: boolean
  is_possible: boolean
  is_held_here: boolean
  has_unknown: boolean
}

export const withoutSerials: SerialsOfLot = { serial_numbers: null, possible_serial_numbers: [] }

/** The units of lots; a unit that left its lot unnamed may be in any other lot of the family with unknown units. */
export const readSerialsOfLots = async (
  sql: Sql,
  lotIds: string[]
): Promise<ReadonlyMap<string, SerialsOfLot>> => {
  if (lotIds.length === 0) return new Map()
  const rows = await sql<Row>(
    `with wanted as (
       select id, coalesce(origin_lot_id, id) as root_id from consignment_lot where id = any(?::text[])),
     family as (
       select id, root_id as member_id from wanted union select id, id from wanted
       union select wanted.id, f.id from wanted join consignment_lot f on f.origin_lot_id = wanted.root_id)
     select l.id as lot_id, s.serial, s.is_held and s.state in ('in_lot', 'lent') as is_certain,
       s.is_held and s.state = 'possible' and l.quantity_remaining > (
         select count(*) from consignment_serial_number known
         where known.lot_id = l.id and known.is_held and known.state in ('in_lot', 'lent')) as is_possible,
       s.lot_id = l.id as is_held_here,
       l.quantity_remaining > (
         select count(*) from consignment_serial_number known where known.lot_id = l.id and known.is_held)
         - (select coalesce(sum(g.quantity), 0) from consignment_serial_gap g where g.lot_id = l.id) as has_unknown
     from family
     join consignment_serial_number s on s.lot_id = family.member_id and (s.lot_id = family.id or s.state = 'possible')
     join consignment_lot l on l.id = family.id
     order by s.serial`,
    [lotIds]
  )
  return new Map(
    [...groupBy(rows, (row) => row.lot_id)].map(([lotId, ofLot]) => [
      lotId,
      {
        serial_numbers: ofLot.some((row) => row.is_held_here)
          ? ofLot.filter((row) => row.is_certain).map((row) => row.serial)
          : null,
        possible_serial_numbers: ofLot
          .filter((row) => row.is_possible && (row.is_held_here || row.has_unknown))
          .map((row) => row.serial),
      },
    ])
  )
}

type Filters = Record<string, unknown>

/**
 * A text that is looked for may stand in the SKU, in the batch, or in the serial number of a unit, or it names the items
 * `item_ids`.
 */
export const searchLots = async (
  sql: Sql,
  { q, item_ids: itemIds, ...filters }: Filters
): Promise<Filters> => {
  if (typeof q !== "string" || q === "") return filters
  const pattern = toPattern(q)
  const named = { id: await findLotsBySerial(sql, q), inventory_item_id: itemIds }
  const places = Object.entries(named).filter(([, ids]) => Array.isArray(ids) && ids.length > 0)
  return {
    ...filters,
    $and: [
      {
        $or: [
          { sku: { $ilike: pattern } },
          { batch: { $ilike: pattern } },
          ...places.map(([column, ids]) => ({ [column]: ids })),
        ],
      },
    ],
  }
}

const findLotsBySerial = async (sql: Sql, text: string): Promise<string[]> => {
  const rows = await sql<{ lot_id: string }>(
    `select distinct lot_id from consignment_serial_number
     where lot_id is not null and serial ilike ? limit 1000`,
    [toPattern(text)]
  )
  return rows.map((row) => row.lot_id)
}
