import { ConsignmentError, refuseFields } from "../domain/errors"
import { exact, toText } from "../domain/quantity"
import { serialKey } from "../domain/serial-numbers"
import { emptyRegister, holderKey, takenOf } from "../domain/serial-register"
import { ownStockOf } from "../domain/stock"
import { beginPosting } from "../database/begin-posting"
import { newId } from "../database/new-id"
import { lockStock } from "../ledger/posting/lock-stock"
import type { Ports } from "../ledger/posting/post"
import { loadRegister } from "./load-register"
import { refreshStates } from "./refresh"
import { changeGaps, writeUnits } from "./write"

export interface RegisterOwnSerials {
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  serials: string[]
}

/**
 * Registers units of own stock at a location; answers their ids.
 * Throws: INVALID_DATA, INSUFFICIENT_STOCK (more units than own stock), SERIAL_TAKEN.
 */
export const registerOwnSerials = async (
  ports: Ports,
  command: RegisterOwnSerials
): Promise<string[]> => {
  const { sql } = ports
  const place = {
    stockLocationId: command.stock_location_id,
    inventoryItemId: command.inventory_item_id,
  }
  refuseRepeated(command.serials)
  await beginPosting(sql)
  const stock = await lockStock(sql, ports.host, {
    places: [place],
    at: ports.clock(),
    changesSince: null,
  })
  const named = { ...place, serialNumbers: command.serials }
  const register = (await loadRegister(sql, { stock, named: [named] })) ?? emptyRegister()
  const taken = takenOf(register, [named])
  const refused = command.serials.filter((serial) =>
    taken.has(serialKey(place.inventoryItemId, serial))
  )
  if (refused.length > 0) {
    throw new ConsignmentError(
      "SERIAL_TAKEN",
      `${command.sku ?? place.inventoryItemId} with the serial number ${refused.join(", ")} is in stock already.`,
      { inventory_item_id: place.inventoryItemId, serial_numbers: refused }
    )
  }
  const key = holderKey({ ...place, lotId: null })
  const known = register.held.get(key) ?? 0
  const own = ownStockOf(stock)(place)
  const room = own.minus(known).plus(register.gaps.get(key) ?? 0)
  if (room.lt(command.serials.length)) {
    throw new ConsignmentError(
      "INSUFFICIENT_STOCK",
      `${command.serials.length} serial numbers were named, but only ${toText(room)} of ${toText(own)} own units have none.`,
      {
        inventory_item_id: place.inventoryItemId,
        quantity: String(command.serials.length),
        available: toText(room),
      }
    )
  }
  const units = command.serials.map((serial) => ({
    id: register.units.get(serialKey(place.inventoryItemId, serial))?.id ?? newId("cssn"),
    inventoryItemId: place.inventoryItemId,
    serial,
    sku: command.sku,
    lineId: null,
    state: "own" as const,
    isHeld: true,
    lotId: null,
    stockLocationId: place.stockLocationId,
    contractorId: null,
    allocationId: null,
  }))
  const claimed = [...register.units.values()].filter((unit) => unit.isHeld)
  await writeUnits(sql, null, units)
  const gaps = claimed.map((unit) => ({
    lotId: unit.lotId,
    stockLocationId: unit.stockLocationId ?? "",
    inventoryItemId: unit.inventoryItemId,
    quantity: exact(-1),
  }))
  await changeGaps(sql, null, gaps)
  await refreshStates(sql, [...gaps, { ...place, lotId: null }])
  return units.map((unit) => unit.id)
}

const refuseRepeated = (serials: string[]): void =>
  refuseFields(
    serials.flatMap((serial, index) =>
      serials.indexOf(serial) === index
        ? []
        : {
            path: `serials.${index}`,
            message: `${serial} is named more than once.`,
            reason: "repeated",
          }
    )
  )
