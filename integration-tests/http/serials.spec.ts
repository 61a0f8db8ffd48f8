import assert from "node:assert"
import type { Document } from "../../src/http-contract/document"
import type { CountedTakeBack } from "../../src/http-contract/outbound-documents"
import type { SerialNumber } from "../../src/http-contract/serial-number"
import { tellOfCustomers } from "../helpers/customer-verbs"
import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"

const places: Setting = {
  warehouses: {
    LOC: { branch_code: "WAW" },
    KRK: { branch_code: "KRK" },
    SHOP: { direction: "outbound", contractor: "K" },
  },
}

interface SerialLot {
  id: string
  quantity_remaining: string
  serial_numbers: string[] | null
  possible_serial_numbers: string[]
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** A story with an item whose units have serial numbers. */
    const story = (setting: Setting = places) => {
      const told = tellOfCustomers(world, setting)
      const { id, given } = told
      const { post } = world.consignment
      const attempt = (path: string, data: object) => admin.post(`${base}/${path}`, data)
      const line = async (serials: string[], others: object = {}) => ({
        inventory_item_id: await id.item("X"),
        quantity: String(serials.length),
        serial_numbers: serials,
        ...others,
      })
      const bodyOf = {
        receipt: async (serials: string[], { at = "LOC", contractor = "A" } = {}) => {
          await given.mark(contractor, "X")
          await given.agreement(contractor, "EUR")
          return {
            contractor_id: await id.contractor(contractor),
            warehouse_id: await id.warehouse(at),
            lines: [await line(serials, { unit_cost: "5.00" })],
          }
        },
        issue: async (serials: string[], { at = "LOC", ...others } = {}) => {
          if (places.warehouses?.[at]) await id.warehouse(at)
          return {
            stock_location_id: await id.location(at),
            lines: [await line(serials, others)],
          }
        },
        transfer: async (serials: string[]) => ({
          from_warehouse_id: await id.warehouse("LOC"),
          to_warehouse_id: await id.warehouse("KRK"),
          lines: [await line(serials)],
        }),
        consignorReturn: async (serials: string[]) => ({
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [await line(serials)],
        }),
      }
      const receives = async (
        name: string,
        serials: string[],
        options: { at?: string; contractor?: string } = {}
      ): Promise<Document> => {
        const { goods_receipt } = await post<{ goods_receipt: Document }>(
          "goods-receipts",
          await bodyOf.receipt(serials, options)
        )
        id.nameLot(name, String(goods_receipt.lines[0]?.lot_id))
        return goods_receipt
      }
      const issues = async (serials: string[], options: { at?: string } = {}): Promise<Document> =>
        (
          await post<{ goods_issue: Document }>(
            "goods-issues",
            await bodyOf.issue(serials, options)
          )
        ).goods_issue
      const returns = async (
        of: Document,
        serials: string[],
        quantity = String(serials.length)
      ): Promise<Document> =>
        (
          await post<{ goods_issue_return: Document }>(`goods-issues/${of.id}/returns`, {
            lines: [
              {
                line_id: of.lines[0]?.id,
                quantity,
                ...(serials.length > 0 ? { serial_numbers: serials } : {}),
              },
            ],
          })
        ).goods_issue_return
      const find = async (filter: object): Promise<SerialNumber[]> => {
        const path = `${base}/serial-numbers`
        const found = await admin.get<{ serial_numbers: SerialNumber[]; count: number }>(path, {
          inventory_item_id: await id.item("X"),
          ...filter,
        })
        const { serial_numbers: units, count } = accepted(path, found)
        expect(count).toBe(units.length)
        return units
      }
      const states = async (...serials: string[]): Promise<Record<string, string>> => {
        const units = await find({})
        return Object.fromEntries(
          units
            .filter((unit) => serials.includes(unit.serial))
            .map((unit) => [unit.serial, unit.state])
        )
      }
      const lotOf = async (name: string): Promise<SerialLot> => {
        const read = await admin.get<{ lots: SerialLot[] }>(`${base}/lots`, { id: id.lot(name) })
        const [lot] = accepted("lots", read).lots
        assert(lot, name)
        return lot
      }
      const holds = async (name: string, certain: string[], possible: string[] = []) =>
        expect(await lotOf(name)).toMatchObject({
          serial_numbers: certain,
          possible_serial_numbers: possible,
        })
      const registers = async (serials: string[], at = "OWN") =>
        await attempt("serial-numbers", {
          stock_location_id: await id.location(at),
          inventory_item_id: await id.item("X"),
          serials,
        })
      return {
        ...told,
        bodyOf,
        post,
        attempt,
        line,
        receives,
        issues,
        returns,
        find,
        states,
        holds,
        registers,
      }
    }

    describe("units that are named", () => {
      it("leave the lot that holds them, and come back to their sale", async () => {
        const { receives, issues, returns, holds, states, find, then, id } = story()
        const receipt = await receives("L1", ["S1", "S2"])
        await receives("L2", ["S3"])
        const issue = await issues(["S3"])
        await then.picks(issue, "L2 1")
        expect(issue.lines[0]).toMatchObject({ serial_numbers: ["S3"] })
        const other = await issues(["S2"])
        await then.picks(other, "L1 1")
        await holds("L1", ["S1"])
        await holds("L2", [])
        expect(await states("S1", "S2", "S3")).toEqual({ S1: "in_lot", S2: "sold", S3: "sold" })
        const back = await returns(other, ["S2"])
        await then.gaveBack(back, "L1 1 open")
        await holds("L1", ["S1", "S2"])
        const [unit] = await find({ serial: "S2" })
        expect(unit).toMatchObject({
          state: "in_lot",
          lot_id: id.lot("L1"),
          stock_location_id: await id.location("LOC"),
          contractor_id: await id.contractor("A"),
          history: [receipt, other, back].map((document) => ({
            document_id: document.id,
            document_type: document.type,
            number: document.number,
            effective_at: document.effective_at,
          })),
        })
        expect(await find({ state: "sold" })).toHaveLength(1)
        expect(await find({ lot_id: id.lot("L1") })).toHaveLength(2)
      })

      it("come from several lots of one line", async () => {
        const { receives, issues, then, holds } = story()
        await receives("L1", ["S1", "S2"])
        await receives("L2", ["S3", "S4"], { contractor: "B" })
        await then.picks(await issues(["S4", "S1"]), "L2 1", "L1 1")
        await holds("L1", ["S2"])
        await holds("L2", ["S3"])
      })

      it("are refused where they are not, with every line at fault in one error", async () => {
        const { receives, line, attempt, bodyOf, id, then } = story()
        await receives("L1", ["S1", "S2"])
        await receives("L2", ["S3"], { at: "KRK" })
        const issue = {
          stock_location_id: await id.location("LOC"),
          lines: [
            await line(["S1"]),
            await line(["S3", "S9"]),
            await line(["S1"]),
            await line(["S2"], { quantity: "2" }),
            { inventory_item_id: await id.item("Y"), quantity: "5" },
          ],
        }
        const refused = await attempt("goods-issues", issue)
        expectRefusal(refused, "INSUFFICIENT_STOCK", {
          lines: [
            expect.objectContaining({ index: 1, serial_numbers: ["S3", "S9"] }),
            expect.objectContaining({ index: 2, serial_numbers: ["S1"] }),
            expect.objectContaining({ index: 3, code: "INVALID_DATA" }),
            expect.objectContaining({ index: 4, quantity: "5", available: "0" }),
          ],
        })
        const inLot = { ...(await line(["S1"])), lot_id: id.lot("L2") }
        expectRefusal(
          await attempt("consignor-returns", {
            ...(await bodyOf.consignorReturn(["S1"])),
            lines: [await line(["S3"])],
          }),
          "INSUFFICIENT_STOCK",
          { lines: [expect.objectContaining({ index: 0, serial_numbers: ["S3"] })] }
        )
        expect((await attempt("goods-issues", { ...issue, lines: [inLot] })).status).toBe(400)
        await then.lots({ L1: "2", L2: "1" })
      })

      it("are received once, and again when they have left", async () => {
        const { receives, issues, attempt, bodyOf, holds, states } = story()
        await receives("L1", ["S1", "S2"])
        const again = async (serials: string[]) =>
          await attempt("goods-receipts", await bodyOf.receipt(serials, { at: "KRK" }))
        expectRefusal(await again(["S1"]), "SERIAL_TAKEN", {
          lines: [expect.objectContaining({ index: 0, serial_numbers: ["S1"] })],
        })
        await issues(["S1"])
        await receives("L2", ["S1"], { at: "KRK" })
        await holds("L1", ["S2"])
        await holds("L2", ["S1"])
        expect(await states("S1", "S2")).toEqual({ S1: "in_lot", S2: "in_lot" })
      })

      it("move with transfers, purchases and returns to their supplier, and back", async () => {
        const { receives, post, bodyOf, line, holds, states, find, when, id } = story()
        await receives("L1", ["S1", "S2", "S3", "S4"])
        const { warehouse_transfer: transfer } = await post<{ warehouse_transfer: Document }>(
          "warehouse-transfers",
          await bodyOf.transfer(["S2"])
        )
        await holds("L1", ["S1", "S3", "S4"])
        const [moved] = await find({ serial: "S2" })
        expect(moved).toMatchObject({
          state: "in_lot",
          stock_location_id: await id.location("KRK"),
        })
        id.nameLot("child", moved?.lot_id ?? "")
        await holds("child", ["S2"])

        const { ownership_transfer: bought } = await post<{ ownership_transfer: Document }>(
          "ownership-transfers",
          { warehouse_id: await id.warehouse("LOC"), lines: [await line(["S3"])] }
        )
        const [own] = await find({ serial: "S3" })
        expect(own).toMatchObject({ state: "own", lot_id: null, contractor_id: null })

        const { consignor_return: sentBack } = await post<{ consignor_return: Document }>(
          "consignor-returns",
          await bodyOf.consignorReturn(["S4"])
        )
        await holds("L1", ["S1"])
        expect(await states("S4")).toEqual({ S4: "returned" })
        for (const document of [sentBack, bought, transfer]) await when.reverses(document)
        await holds("L1", ["S1", "S2", "S3", "S4"])
        await holds("child", [])
      })

      it("go back with the reversal of what moved them", async () => {
        const { receives, issues, returns, holds, states, when, find, post, bodyOf } = story()
        const receipt = await receives("L1", ["S1", "S2"])
        const issue = await issues(["S1"])
        const back = await returns(issue, ["S1"])
        await when.reverses(back)
        expect(await states("S1", "S2")).toEqual({ S1: "sold", S2: "in_lot" })
        await when.reverses(issue)
        await holds("L1", ["S1", "S2"])
        const { internal_issue: used } = await post<{ internal_issue: Document }>(
          "internal-issues",
          await bodyOf.issue(["S2"])
        )
        await holds("L1", ["S1"])
        await when.reverses(used)
        await holds("L1", ["S1", "S2"])
        const other = await receives("L2", ["S5"])
        await when.reverses(other)
        expect(await states("S5")).toEqual({ S5: "returned" })
        await receives("L3", ["S5"])
        await holds("L3", ["S5"])
        expect((await find({ serial: "S5" }))[0]?.history).toHaveLength(3)
        expect(receipt.lines[0]).toMatchObject({ serial_numbers: ["S1", "S2"] })
      })

      it("are sold once, though two issues ask for them at the same time", async () => {
        const { receives, attempt, bodyOf, holds } = story()
        await receives("L1", ["S1", "S2", "S3"])
        const body = await bodyOf.issue(["S2"])
        const answers = await Promise.all([1, 2, 3].map(() => attempt("goods-issues", body)))
        expect(answers.map((answer) => answer.status).sort()).toEqual([201, 400, 400])
        await holds("L1", ["S1", "S3"])
      })

      it("are received once, though two receipts bring them at the same time", async () => {
        const { attempt, bodyOf } = story()
        const bodies = await Promise.all(["LOC", "KRK"].map((at) => bodyOf.receipt(["S1"], { at })))
        const answers = await Promise.all(bodies.map((body) => attempt("goods-receipts", body)))
        expect(answers.map((answer) => answer.status).sort()).toEqual([201, 400])
      })
    })

    describe("units that leave without a name", () => {
      it("make the others possible until one of them turns up again", async () => {
        const { receives, when, holds, states, attempt, bodyOf } = story()
        await receives("L1", ["S1", "S2"])
        await when.issues("1")
        await holds("L1", [], ["S1", "S2"])
        expect(await states("S1", "S2")).toEqual({ S1: "possible", S2: "possible" })
        const both = await attempt("goods-receipts", await bodyOf.receipt(["S1", "S2"]))
        expectRefusal(both, "SERIAL_TAKEN", {
          lines: [expect.objectContaining({ index: 0, serial_numbers: ["S2"] })],
        })
        const again = await receives("L2", ["S1"])
        await holds("L1", ["S2"])
        await holds("L2", ["S1"])
        await when.reverses(again)
        await holds("L1", [], ["S1", "S2"])
      })

      it("are known if all of a lot leaves with them", async () => {
        const { receives, when, returns, holds, states } = story()
        await receives("L1", ["S1", "S2"])
        const issue = await when.issues("2")
        await holds("L1", [])
        expect(issue.lines[0]).toMatchObject({ serial_numbers: ["S1", "S2"] })
        expect(await states("S1", "S2")).toEqual({ S1: "sold", S2: "sold" })
        await returns(issue, [], "1")
        await holds("L1", [], ["S1", "S2"])
        await returns(issue, [], "1")
        await holds("L1", ["S1", "S2"])
      })

      it("come back unnamed to where they were, and are certain again", async () => {
        const { receives, when, returns, holds } = story()
        await receives("L1", ["S1", "S2", "S3"])
        const issue = await when.issues("2")
        await holds("L1", [], ["S1", "S2", "S3"])
        await returns(issue, ["S2"])
        await holds("L1", ["S2"], ["S1", "S3"])
        await when.reverses(issue)
        await holds("L1", ["S1", "S2", "S3"])
      })

      it("are named afterwards, as many as are out", async () => {
        const { receives, when, holds, attempt, states, returns, find } = story()
        await receives("L1", ["S1", "S2", "S3"])
        const issue = await when.issues("2")
        const path = `goods-issues/${issue.id}/serial-numbers`
        const naming = (...serials: string[]) => ({
          lines: [{ line_id: issue.lines[0]?.id, serial_numbers: serials }],
        })
        expectRefusal(await attempt(path, naming("S1")), "INVALID_DATA")
        expectRefusal(await attempt(path, naming("S1", "S9")), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, serial_numbers: ["S9"] })],
        })
        expectRefusal(await attempt("goods-issues/nix/serial-numbers", naming("S1")), "NOT_FOUND")
        const named = accepted(path, await attempt(path, naming("S1", "S3"))) as {
          goods_issue: Document
        }
        expect(named.goods_issue.lines[0]).toMatchObject({ serial_numbers: ["S1", "S3"] })
        await holds("L1", ["S2"])
        expect(await states("S1", "S3")).toEqual({ S1: "sold", S3: "sold" })
        expectRefusal(await attempt(path, naming("S1", "S3")), "INVALID_DATA")
        await returns(issue, ["S3"])
        await holds("L1", ["S2", "S3"])
        expect((await find({ serial: "S1" }))[0]?.history).toHaveLength(2)
      })

      it("may be in a lot of another warehouse", async () => {
        const { receives, when, holds, issues, attempt, bodyOf, find } = story()
        await receives("L1", ["S1", "S2"])
        const transfer = await when.moves("1", "KRK")
        await holds("L1", [], ["S1", "S2"])
        expectRefusal(
          await attempt("goods-issues", await bodyOf.issue(["S1", "S2"], { at: "KRK" })),
          "INSUFFICIENT_STOCK"
        )
        await issues(["S1"], { at: "KRK" })
        await holds("L1", ["S2"])
        expect((await find({ serial: "S1" }))[0]).toMatchObject({ state: "sold" })
        expect(transfer.lines[0]).toMatchObject({ serial_numbers: null })
      })
    })

    describe("own units", () => {
      it("are registered, no more than there are, and sold by their names", async () => {
        const { given, registers, issues, attempt, bodyOf, states, returns, find, id } = story()
        await given.own("3", { at: "OWN" })
        expectRefusal(await registers(["O1", "O2", "O3", "O4"]), "INSUFFICIENT_STOCK")
        expectRefusal(await registers(["O1", "O1"]), "INVALID_DATA")
        const registered = accepted("serial-numbers", await registers(["O1", "O2"])) as {
          serial_numbers: SerialNumber[]
        }
        expect(registered.serial_numbers).toMatchObject([
          { serial: "O1", sku: "X", state: "own", lot_id: null, history: [] },
          { serial: "O2", state: "own", stock_location_id: await id.location("OWN") },
        ])
        expectRefusal(await registers(["O2"]), "SERIAL_TAKEN", { serial_numbers: ["O2"] })
        const issue = await issues(["O1", "O9"], { at: "OWN" })
        expect(await states("O1", "O2", "O9")).toEqual({ O1: "sold", O2: "own", O9: "sold" })
        expectRefusal(
          await attempt("goods-issues", await bodyOf.issue(["O8"], { at: "OWN" })),
          "INSUFFICIENT_STOCK"
        )
        await returns(issue, ["O9"])
        expect((await find({ serial: "O9" }))[0]).toMatchObject({
          state: "own",
          stock_location_id: await id.location("OWN"),
        })
      })

      it("go to a customer, are sold there, taken back and counted", async () => {
        const { given, when, post, line, holds, states, id, attempt, find } = story()
        await given.own("4", { at: "OWN" })
        await when.delivers("none", "0.001", "1.00", { item: "Y" }).catch(() => undefined)
        const { delivery } = await post<{ delivery: Document }>("deliveries", {
          warehouse_id: await id.warehouse("SHOP"),
          from_stock_location_id: await id.location("OWN"),
          lines: [await line(["D1", "D2", "D3"], { unit_price: "9.00" })],
        })
        id.nameLot("shop", String(delivery.lines[0]?.lot_id))
        await holds("shop", ["D1", "D2", "D3"])
        expect((await find({ serial: "D1" }))[0]).toMatchObject({
          contractor_id: await id.contractor("K"),
          stock_location_id: await id.location("SHOP"),
        })
        const sale = {
          warehouse_id: await id.warehouse("SHOP"),
          lines: [await line(["D2"])],
        }
        const { reported_sale: sold } = await post<{ reported_sale: Document }>(
          "reported-sales",
          sale
        )
        expectRefusal(await attempt("reported-sales", sale), "INSUFFICIENT_STOCK")
        await post(`reported-sales/${sold.id}/returns`, {
          lines: [{ line_id: sold.lines[0]?.id, quantity: "1", serial_numbers: ["D2"] }],
        })
        await holds("shop", ["D1", "D2", "D3"])
        await post("take-backs", {
          warehouse_id: await id.warehouse("SHOP"),
          to_stock_location_id: await id.location("OWN"),
          lines: [await line(["D1"])],
        })
        expect(await states("D1")).toEqual({ D1: "own" })
        const { counted_take_back: counted } = await post<{ counted_take_back: CountedTakeBack }>(
          "counted-take-backs",
          {
            warehouse_id: await id.warehouse("SHOP"),
            to_stock_location_id: await id.location("OWN"),
            lines: [await line(["D3"], { counted_quantity: "1", missing_as: "sold" })],
          }
        )
        expect(counted.take_back?.lines[0]).toMatchObject({ serial_numbers: ["D3"] })
        expect(await states("D2", "D3")).toEqual({ D2: "sold", D3: "own" })
        await holds("shop", [])
      })

      it("come home from their lots, though others are missing", async () => {
        const { given, when, post, line, states, id, attempt } = story()
        await given.own("3", { at: "OWN" })
        await when.delivers("none", "0.001", "1.00", { item: "Y" }).catch(() => undefined)
        for (const serials of [["D1"], ["D2"], ["D3"]]) {
          await post("deliveries", {
            warehouse_id: await id.warehouse("SHOP"),
            from_stock_location_id: await id.location("OWN"),
            lines: [await line(serials, { unit_price: "9.00" })],
          })
        }
        const count = async (others: object) => ({
          warehouse_id: await id.warehouse("SHOP"),
          to_stock_location_id: await id.location("OWN"),
          lines: [await line(["D1"], { counted_quantity: "1", missing_as: "lost", ...others })],
        })
        expectRefusal(
          await attempt("counted-take-backs", await count({ quantity: "0" })),
          "INVALID_DATA"
        )
        await post("counted-take-backs", await count({}))
        expect(await states("D1", "D2", "D3")).toEqual({ D1: "own", D2: "lost", D3: "lost" })
      })

      it("keep their serial numbers on a pick list", async () => {
        const { given, when, post, line, id, holds, attempt, states } = story()
        await given.own("2", { at: "OWN" })
        await when.delivers("none", "0.001", "1.00", { item: "Y" }).catch(() => undefined)
        const { delivery: draft } = await post<{ delivery: Document }>("deliveries", {
          status: "draft",
          warehouse_id: await id.warehouse("SHOP"),
          from_stock_location_id: await id.location("OWN"),
          lines: [await line(["D1", "D2"], { unit_price: "9.00" })],
        })
        expect(draft.lines[0]).toMatchObject({ serial_numbers: ["D1", "D2"] })
        const { delivery } = await post<{ delivery: Document }>(`deliveries/${draft.id}/post`, {})
        id.nameLot("shop", String(delivery.lines[0]?.lot_id))
        await holds("shop", ["D1", "D2"])
        await when.reverses(delivery)
        expect(await states("D1", "D2")).toEqual({ D1: "own", D2: "own" })
        expectRefusal(
          await attempt("serial-numbers", {
            stock_location_id: await id.location("OWN"),
            sku: "X",
            serials: ["D1"],
          }),
          "SERIAL_TAKEN"
        )
      })
    })

    describe("counts", () => {
      it("tell which units are lost, and which turn up", async () => {
        const { receives, post, line, holds, states, when, id, attempt, issues } = story()
        await receives("L1", ["S1", "S2"])
        await receives("L2", ["S3"])
        await receives("far", ["F1"], { at: "KRK" })
        const count = async (serials: string[], quantity = String(serials.length)) => {
          const { quantity: _, ...counted } = await line(serials)
          return {
            contractor_id: await id.contractor("A"),
            warehouse_id: await id.warehouse("LOC"),
            lines: [{ ...counted, counted_quantity: quantity }],
          }
        }
        expectRefusal(await attempt("stock-counts", await count(["S1"], "2")), "INVALID_DATA")
        expectRefusal(
          await attempt("stock-counts", await count(["S1", "F1"])),
          "INSUFFICIENT_STOCK",
          {
            lines: [expect.objectContaining({ serial_numbers: ["F1"] })],
          }
        )
        const { stock_count: counted } = await post<{ stock_count: Document }>(
          "stock-counts",
          await count(["S1", "S2"])
        )
        await holds("L1", ["S1", "S2"])
        await holds("L2", [])
        expect(await states("S3")).toEqual({ S3: "lost" })
        await when.reverses(counted)
        await holds("L2", ["S3"])
        await when.issues("1")
        await holds("L1", [], ["S1", "S2"])
        await post("stock-counts", await count(["S2", "S3"]))
        await holds("L1", ["S2"])
        expect(await states("S1", "S3")).toEqual({ S1: "sold", S3: "in_lot" })
        await issues(["S3"])
        await post("stock-counts", await count(["S2", "S3", "N1"]))
        expect(await states("S2", "S3", "N1")).toEqual({ S2: "in_lot", S3: "in_lot", N1: "in_lot" })
      })

      it("tell the units of own stock apart from those of suppliers", async () => {
        const { receives, given, post, line, states, id, registers } = story()
        await receives("L1", ["S1", "S2"])
        await given.own("2", { at: "LOC" })
        accepted("serial-numbers", await registers(["O1", "O2"], "LOC"))
        const { quantity: _, ...counted } = await line(["S2", "O1"])
        await post("stock-counts", {
          warehouse_id: await id.warehouse("LOC"),
          lines: [{ ...counted, counted_quantity: "2" }],
        })
        expect(await states("S1", "S2", "O1", "O2")).toEqual({
          S1: "lost",
          S2: "in_lot",
          O1: "own",
          O2: "lost",
        })
      })
    })

    it("finds lots by a serial number", async () => {
      const { receives, id } = story()
      await receives("L1", ["DRILL-77"])
      const { lots } = accepted(
        "lots",
        await admin.get<{ lots: SerialLot[] }>(`${base}/lots`, { q: "ill-77" })
      )
      expect(lots.map((lot) => lot.id)).toEqual([id.lot("L1")])
    })
  },
})
