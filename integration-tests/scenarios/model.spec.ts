import assert from "node:assert"
import type { Document, DocumentOf } from "../../src/http-contract/document"
import type { Invoice } from "../../src/http-contract/invoice"
import type { Settlement } from "../../src/http-contract/settlement"
import type { Answer } from "../helpers/client"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Listed, type Lot, type Ownership } from "../helpers/ledger-world"
import {
  NaiveModel,
  toDecimalText,
  toWhole,
  type Issue,
  type ModelLine,
  type ModelLot,
  type Revaluation,
} from "../helpers/naive-model"
import { createRandom, type Random } from "../helpers/random"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"
const OPERATIONS = parseInt(process.env.MODEL_OPERATIONS ?? "300", 10)
const SEED = parseInt(process.env.MODEL_SEED ?? "1", 10)

const contractors = ["A", "B"]
const items = ["X", "Y"]
/** Two consignment warehouses and a location that is none. */
const warehouses = ["LOC", "KRK"]
const places = [...warehouses, "SHOP"]
const costs = ["1.00", "7.505", "0.333333", "12.5", "0"]

type Revalued = DocumentOf<"revaluation">

/** From half a piece to `most` pieces, in halves. */
const quantityUpTo = (random: Random, most: bigint): bigint =>
  BigInt(1 + random.below(Math.max(1, Number(most / 500n)))) * 500n

const quantityText = (value: bigint): string => toDecimalText(value, 3)
const costText = (value: bigint): string => toDecimalText(value, 6)
const centsText = (value: bigint): string => {
  const [whole, fraction = ""] = toDecimalText(value, 2).split(".")
  return `${whole}.${fraction.padEnd(2, "0")}`
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    beforeAll(() => world.open())

    it(
      "does in any order what a second, plain model of the semantics does",
      async () => {
        const { admin } = world
        const { id, given } = world.story({ warehouses: { LOC: {}, KRK: {} } })
        const model = new NaiveModel()
        const random = createRandom(SEED)
        const told: string[] = []

        const { post, get: read } = world.consignment
        const refusal = async (path: string, body: object, code: string): Promise<void> => {
          const answer: Answer<unknown> = await admin.post(`${base}/${path}`, body)
          expect(answer).toMatchObject({ status: 400, data: { code } })
        }

        for (const contractor of contractors) {
          await given.agreement(contractor, "EUR")
          for (const item of items) await given.mark(contractor, item)
        }
        const contractorIds = new Map<string, string>()
        for (const one of contractors) contractorIds.set(one, await id.contractor(one))
        const itemIds = new Map<string, string>()
        for (const one of items) itemIds.set(one, await id.item(one))
        const warehouseIds = new Map<string, string>()
        for (const one of warehouses) warehouseIds.set(one, await id.warehouse(one))
        const locationIds = new Map<string, string>()
        for (const one of places) locationIds.set(one, await id.location(one))

        const lotIds = new Map<string, string>()
        const receipts: { lot: ModelLot; documentId: string }[] = []
        const issues: { issue: Issue; document: Document }[] = []
        const purchases: { purchase: Issue; document: Document }[] = []
        const revaluations: { revaluation: Revaluation; document: Document }[] = []
        const settlements: {
          id: number
          contractor: string
          settlementId: string
          isInvoiced: boolean
        }[] = []

        const line = (item: string, quantity: bigint) => ({
          inventory_item_id: itemIds.get(item),
          quantity: quantityText(quantity),
        })

        /** Each does one thing on both sides, and answers what it was, or null if there is nothing to do it with. */
        const operations: Record<string, () => Promise<string | null>> = {
          adds: async () => {
            const [place, item] = [random.one(places), random.one(items)]
            const quantity = BigInt(1 + random.below(4)) * 1000n
            await given.own(quantityText(quantity), { at: place, item })
            model.move(place, item, quantity)
            return `own ${quantityText(quantity)} ${item} at ${place}`
          },

          receives: async () => {
            const [contractor, item] = [random.one(contractors), random.one(items)]
            const [place, unitCost] = [random.one(warehouses), random.one(costs)]
            const quantity = quantityUpTo(random, 20_000n)
            const name = `L${receipts.length + 1}`
            const { goods_receipt: document } = await post<{ goods_receipt: Document }>(
              "goods-receipts",
              {
                contractor_id: contractorIds.get(contractor),
                warehouse_id: warehouseIds.get(place),
                lines: [{ ...line(item, quantity), unit_cost: unitCost }],
              }
            )
            model.receive(name, { contractor, item, place, cost: toWhole(unitCost, 6) }, quantity)
            const lot = model.lots.at(-1)
            assert(lot)
            lotIds.set(String(document.lines[0]?.lot_id), name)
            receipts.push({ lot, documentId: document.id })
            return `receive ${contractor}:${name} ${quantityText(quantity)} ${item} @${unitCost} at ${place}`
          },

          unreceives: async () => {
            const untouched = receipts.filter(
              ({ lot }) => !lot.isTouched && lot.remaining > 0n && model.prepaid(lot) === 0n
            )
            const chosen = untouched.at(-1)
            if (!chosen) return null
            const { lot, documentId } = chosen
            lot.isTouched = true
            const path = `goods-receipts/${documentId}/reverse`
            if (model.isSettled(lot)) {
              await refusal(path, {}, "PERIOD_CLOSED")
              return `${lot.name} is settled, and not reversed`
            }
            await post(path)
            model.unreceive(lot)
            return `reverse the receipt of ${lot.name}`
          },

          issues: async () => {
            const [place, item] = [random.one(warehouses), random.one(items)]
            const level = model.level(place, item)
            if (level <= 0n) return null
            const path = "goods-issues"
            const location = { stock_location_id: locationIds.get(place) }
            if (random.below(15) === 0) {
              const body = { ...location, lines: [line(item, level + 500n)] }
              await refusal(path, body, "INSUFFICIENT_STOCK")
              return `issue more ${item} than is at ${place}`
            }
            const quantity = quantityUpTo(random, level < 8_000n ? level : 8_000n)
            const { goods_issue: document } = await post<{ goods_issue: Document }>(path, {
              ...location,
              lines: [line(item, quantity)],
            })
            const issue = model.issue(place, item, quantity)
            const said = document.lines.flatMap(({ allocations = [] }) =>
              allocations.map((one) => `${one.lot_id ? rootOf(one.lot_id) : "own"} ${one.quantity}`)
            )
            const expected = issue.parts.map(
              ({ lot, quantity: part }) => `${lot?.root ?? "own"} ${quantityText(part)}`
            )
            expect(said).toEqual(expected)
            issues.push({ issue, document })
            return `issue ${quantityText(quantity)} ${item} at ${place}: ${said.join(", ")}`
          },

          returns: async () => {
            const open = issues.filter(({ issue }) => !issue.isReversed && leftOf(issue) > 0n)
            if (open.length === 0) return null
            const { issue, document } = random.one(open)
            const isElsewhere = random.below(3) === 0
            const isPlain = issue.parts.every(
              ({ lot }) => lot === null || lot.cells.every(({ invoiced }) => invoiced === 0n)
            )
            const at = isElsewhere ? random.one(isPlain ? places : ["SHOP"]) : issue.place
            const path = `goods-issues/${document.id}/returns`
            const lineId = document.lines[0]?.id
            if (random.below(15) === 0) {
              const lines = [{ line_id: lineId, quantity: quantityText(leftOf(issue) + 500n) }]
              await refusal(path, { lines }, "EXCEEDS_RETURNABLE")
              return `return more than was issued by ${document.number}`
            }
            const quantity = quantityUpTo(random, leftOf(issue))
            await post(path, {
              stock_location_id: locationIds.get(at),
              lines: [{ line_id: lineId, quantity: quantityText(quantity) }],
            })
            model.return(issue, quantity, at, warehouses.includes(at))
            return `return ${quantityText(quantity)} of ${document.number} at ${at}`
          },

          unissues: async () => {
            const open = issues.filter(({ issue }) => !issue.isReversed && leftOf(issue) > 0n)
            if (open.length === 0) return null
            const { issue, document } = random.one(open)
            const path = `goods-issues/${document.id}/reverse`
            if (isSettled(issue)) {
              await refusal(path, {}, "PERIOD_CLOSED")
              return `${document.number} is settled, and not reversed`
            }
            await post(path)
            model.unissue(issue)
            return `reverse ${document.number}`
          },

          buys: async () => {
            const [place, item] = [random.one(warehouses), random.one(items)]
            const consigned = model.consigned(place, item)
            if (consigned <= 0n) return null
            const quantity = quantityUpTo(random, consigned < 5_000n ? consigned : 5_000n)
            const { ownership_transfer: document } = await post<{ ownership_transfer: Document }>(
              "ownership-transfers",
              { warehouse_id: warehouseIds.get(place), lines: [line(item, quantity)] }
            )
            purchases.push({ purchase: model.buy(place, item, quantity), document })
            return `buy ${quantityText(quantity)} ${item} at ${place}`
          },

          unbuys: async () => {
            const open = purchases.filter(({ purchase }) => !purchase.isReversed)
            if (open.length === 0) return null
            const { purchase, document } = random.one(open)
            const left = leftOf(purchase)
            const quantity = quantityUpTo(random, left)
            const path = `ownership-transfers/${document.id}/reverse`
            const lines = [{ line_id: document.lines[0]?.id, quantity: quantityText(quantity) }]
            const isSold = model.own(purchase.place, purchase.item) < quantity
            if (isSettled(purchase)) {
              if (isSold) return null
              await refusal(path, { lines }, "PERIOD_CLOSED")
              return `${document.number} is settled, and not reversed`
            }
            if (isSold) {
              await refusal(path, { lines }, "INSUFFICIENT_STOCK")
              return `${document.number} is sold, and not reversed`
            }
            await post(path, { lines })
            model.unbuy(purchase, quantity)
            return `reverse ${quantityText(quantity)} of ${document.number}`
          },

          gives: async () => {
            const [contractor, item] = [random.one(contractors), random.one(items)]
            const place = random.one(warehouses)
            const held = model.consigned(place, item, contractor)
            if (held <= 0n || model.hasPrepaid(place, item)) return null
            const quantity = quantityUpTo(random, held < 6_000n ? held : 6_000n)
            await post("consignor-returns", {
              contractor_id: contractorIds.get(contractor),
              warehouse_id: warehouseIds.get(place),
              lines: [line(item, quantity)],
            })
            model.returnToConsignor(contractor, place, item, quantity)
            return `give ${contractor} ${quantityText(quantity)} ${item} back from ${place}`
          },

          moves: async () => {
            const item = random.one(items)
            const [from, to] = random.below(2) === 0 ? warehouses : [...warehouses].reverse()
            assert(from && to)
            const consigned = model.consigned(from, item)
            if (consigned <= 0n || model.hasPrepaid(from, item)) return null
            const quantity = quantityUpTo(random, consigned < 5_000n ? consigned : 5_000n)
            await post("warehouse-transfers", {
              from_warehouse_id: warehouseIds.get(from),
              to_warehouse_id: warehouseIds.get(to),
              lines: [line(item, quantity)],
            })
            model.transferWarehouse(from, to, item, quantity)
            return `move ${quantityText(quantity)} ${item} from ${from} to ${to}`
          },

          revalues: async () => {
            const [contractor, item] = [random.one(contractors), random.one(items)]
            const unitCost = random.one(costs)
            const path = "revaluations"
            const body = {
              contractor_id: contractorIds.get(contractor),
              lines: [{ inventory_item_id: itemIds.get(item), unit_cost: unitCost }],
            }
            if (places.every((place) => model.consigned(place, item, contractor) === 0n)) {
              await refusal(path, body, "INVALID_DATA")
              return `revalue ${item} of ${contractor}, who has no stock there`
            }
            const { revaluation: document } = await post<{ revaluation: Revalued }>(path, body)
            const revaluation = model.revalue(contractor, item, toWhole(unitCost, 6))
            const said = document.lots.map(
              (lot) => `${rootOf(lot.lot_id)} ${lot.quantity} @${lot.old_unit_cost}`
            )
            const expected = revaluation.lots.map(
              ({ lot, quantity, oldCost }) =>
                `${lot.root} ${quantityText(quantity)} @${costText(oldCost)}`
            )
            expect(said.sort()).toEqual(expected.sort())
            revaluations.push({ revaluation, document })
            return `revalue ${item} of ${contractor} @${unitCost}`
          },

          unrevalues: async () => {
            const open = revaluations.filter(({ revaluation }) => !revaluation.isReversed)
            const chosen = open.at(-1)
            if (!chosen) return null
            const { revaluation, document } = chosen
            const path = `revaluations/${document.id}/reverse`
            if (!model.isLatest(revaluation)) {
              await refusal(path, {}, "EXCEEDS_REVERSIBLE")
              return `the lots of ${document.number} have moved since`
            }
            if (revaluation.lots.some(({ movement }) => movement.settlement !== null)) {
              await refusal(path, {}, "PERIOD_CLOSED")
              return `${document.number} is settled, and not reversed`
            }
            await post(path)
            model.unrevalue(revaluation)
            return `reverse ${document.number}`
          },

          counts: async () => {
            const [contractor, item] = [random.one(contractors), random.one(items)]
            const place = random.one(warehouses)
            const held = model.consigned(place, item, contractor)
            if (held <= 0n || model.hasPrepaid(place, item)) return null
            const change = BigInt(random.below(7) - 4) * 500n
            const counted = held + change < 0n ? 0n : held + change
            await post("stock-counts", {
              contractor_id: contractorIds.get(contractor),
              warehouse_id: warehouseIds.get(place),
              lines: [
                {
                  inventory_item_id: itemIds.get(item),
                  counted_quantity: quantityText(counted),
                },
              ],
            })
            model.count(contractor, place, item, counted)
            return `count ${quantityText(counted)} ${item} of ${contractor} at ${place}, ${quantityText(held)} booked`
          },

          settles: async () => {
            const contractor = random.one(contractors)
            const { settlement } = await post<{ settlement: Settlement }>("settlements", {
              contractor_id: contractorIds.get(contractor),
            })
            const { id: number, lines } = model.settle(contractor, items)
            expect(settlement.lines.map(toSettledText)).toEqual(lines.map(toModelText))
            settlements.push({
              id: number,
              contractor,
              settlementId: String(settlement.id),
              isInvoiced: false,
            })
            return `settle ${contractor}: ${lines.map(toModelText).join("; ")}`
          },

          unsettles: async () => {
            const latest = settlements.at(-1)
            if (!latest || latest.isInvoiced || random.below(2) === 0) return null
            settlements.pop()
            await post(`settlements/${latest.settlementId}/cancel`)
            model.unsettle(latest.id)
            return `cancel the settlement of ${latest.contractor}`
          },

          invoices: async () => {
            const latest = settlements.at(-1)
            if (!latest) return null
            const { contractor } = latest
            const { invoice: draft } = await post<{ invoice: Invoice }>("invoices", {
              contractor_id: contractorIds.get(contractor),
              settlement_ids: [latest.settlementId],
              kind: "supplier",
            })
            for (const item of items) {
              const suggested = draft.lines
                .filter(({ sku }) => sku === item)
                .map(({ quantity }) => toWhole(quantity, 3))
                .reduce((total, quantity) => total + quantity, 0n)
              const balance = model.balance(contractor, item)
              expect(quantityText(suggested)).toBe(quantityText(balance > 0n ? balance : 0n))
            }
            const lines = draft.lines.map(({ id: lineId, sku, quantity, unit_price: price }) => ({
              lineId,
              item: String(sku),
              quantity: toWhole(quantity, 3),
              price: toWhole(price, 6),
            }))
            const edited = lines.length > 0 ? random.one(lines) : undefined
            const change = BigInt(random.below(12) - 4) * 500n
            if (!edited) {
              accepted("delete", await admin.delete(`${base}/invoices/${draft.id}`))
              return `nothing to invoice ${contractor}`
            }
            if (edited.quantity + change > 0n) {
              edited.quantity += change
              await post(`invoices/${draft.id}/lines/${edited.lineId}`, {
                quantity: quantityText(edited.quantity),
              })
            }
            const invoiced = (item: string): bigint =>
              lines
                .filter((one) => one.item === item)
                .reduce((total, { quantity }) => total + quantity, 0n)
            const isTooMuch = items.some(
              (item) => invoiced(item) > model.invoiceable(contractor, item)
            )
            const said = lines
              .map((one) => `${quantityText(one.quantity)} ${one.item} @${costText(one.price)}`)
              .join(", ")
            if (isTooMuch) {
              await refusal(`invoices/${draft.id}/post`, {}, "EXCEEDS_RECEIVED")
              accepted("delete", await admin.delete(`${base}/invoices/${draft.id}`))
              return `invoice more than was received: ${said}`
            }
            await post(`invoices/${draft.id}/post`)
            model.invoice(contractor, lines)
            latest.isInvoiced = true
            return `invoice ${contractor} ${said}`
          },
        }

        const rootOf = (lotId: string): string => lotIds.get(lotId) ?? lotId
        const leftOf = ({ parts }: Issue): bigint =>
          parts.reduce((total, { left }) => total + left, 0n)
        const isSettled = ({ parts }: Issue): boolean =>
          parts.some(({ movement }) => movement !== null && movement.settlement !== null)

        const toSettledText = (one: Settlement["lines"][number]): string =>
          [
            one.sku,
            one.opening,
            one.issued,
            one.transferred,
            one.counted_lost,
            one.returned,
            one.transfer_reversed,
            one.net,
            one.to_invoice,
            one.carry,
            one.net_value,
            one.amount,
          ].join(" ")

        const toModelText = ({ columns, ...one }: ModelLine): string =>
          [
            one.item,
            ...[
              one.opening,
              columns.issued,
              columns.transferred,
              columns.counted_lost,
              columns.returned,
              columns.transfer_reversed,
              one.net,
              one.toInvoice,
              one.carry,
            ].map(quantityText),
            centsText(one.netValue),
            centsText(one.amount),
          ].join(" ")

        /** Levels, lots and balances, as both sides know them. */
        const compare = async (): Promise<void> => {
          const [known, expected]: [string[], string[]] = [[], []]
          for (const item of items) {
            const { ownership } = await read<{
              ownership: (Ownership & { stock_location_id: string })[]
            }>("stock/ownership", { sku: item })
            for (const place of places) {
              const found = ownership.find(
                ({ stock_location_id: location }) => location === locationIds.get(place)
              )
              const { stocked = "0", own = "0", consigned = "0" } = found ?? {}
              known.push(`${item} ${place} ${stocked} ${own} ${consigned}`)
              const amounts = [
                model.level(place, item),
                model.own(place, item),
                model.consigned(place, item),
              ]
              expected.push(`${item} ${place} ${amounts.map(quantityText).join(" ")}`)
            }
          }
          const open = await listOpenLots()
          for (const { id: lotId, origin_lot_id: origin } of open) {
            if (origin !== null) lotIds.set(lotId, rootOf(origin))
          }
          known.push(
            ...sumsOf(open.map((lot) => [placedText(lot), toWhole(lot.quantity_remaining, 3)]))
          )
          expected.push(
            ...sumsOf(
              model.lots
                .filter((lot) => lot.remaining > 0n)
                .map((lot) => [`${lot.root} ${lot.contractor} ${lot.place}`, lot.remaining])
            )
          )
          for (const contractor of contractors) {
            const { balances } = await read<{ balances: { sku: string; balance: string }[] }>(
              `contractors/${contractorIds.get(contractor)}/balance`
            )
            for (const item of items) {
              const row = balances.find(({ sku }) => sku === item)
              known.push(`${contractor} ${item} ${row?.balance ?? "0"}`)
              expected.push(
                `${contractor} ${item} ${quantityText(model.balance(contractor, item))}`
              )
            }
          }
          expect(known).toEqual(expected)
        }

        const listOpenLots = async (offset = 0): Promise<Lot[]> => {
          const parameters = { open: "true", limit: 1000, offset, order: "sequence" }
          const page = await read<Listed<"lots", Lot>>("lots", parameters)
          const next = offset + page.lots.length
          return next < page.count ? [...page.lots, ...(await listOpenLots(next))] : page.lots
        }

        const nameOf = (names: Map<string, string>, wanted: string): string =>
          [...names].find(([, known]) => known === wanted)?.[0] ?? wanted

        const placedText = (lot: Lot): string =>
          [
            rootOf(lot.origin_lot_id ?? lot.id),
            nameOf(contractorIds, lot.contractor_id),
            nameOf(warehouseIds, lot.warehouse_id),
          ].join(" ")

        const sumsOf = (amounts: [string, bigint][]): string[] => {
          const sums = new Map<string, bigint>()
          for (const [name, amount] of amounts) sums.set(name, (sums.get(name) ?? 0n) + amount)
          return [...sums].map(([name, amount]) => `${name} ${quantityText(amount)}`).sort()
        }

        // Some come oftener, so that there is something to do the others with.
        const wheel = [
          ...[
            "receives",
            "receives",
            "receives",
            "issues",
            "issues",
            "issues",
            "issues",
            "returns",
          ],
          ...["returns", ...Object.keys(operations)],
        ]
        const counts = new Map<string, number>()
        let done = 0
        try {
          while (done < OPERATIONS) {
            const name = random.one(wheel)
            told.push(`${name} …`)
            const what = await operations[name]?.()
            told.pop()
            if (what === null || what === undefined) continue
            done += 1
            counts.set(name, (counts.get(name) ?? 0) + 1)
            told.push(what)
            await compare()
          }
        } catch (error) {
          const last = told.slice(-30).join("\n")
          assert.fail(`MODEL_SEED=${SEED}, operation ${done + 1}:\n${last}\n${String(error)}`)
        }
        const summary = [...counts].map(([name, count]) => `${name} ${count}`).join(", ")
        console.info(`${done} operations agree (MODEL_SEED=${SEED}): ${summary}.`)
        // Long runs have done everything.
        if (OPERATIONS >= 1000)
          expect([...counts.keys()].sort()).toEqual(Object.keys(operations).sort())
        await world.expectLawsToHold()
      },
      Math.max(600_000, OPERATIONS * 3_000)
    )
  },
})
