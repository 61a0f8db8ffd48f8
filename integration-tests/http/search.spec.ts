import type { SearchResult } from "../../src/http-contract/search"
import { expectInvalid } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { accepted, createWorld } from "../helpers/world"

const base = "/admin/consignment"
const url = `${base}/search`

interface GoodsReceipt {
  id: string
  number: string
  contractor_id: string
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createWorld(suite)
    const { admin, given } = world

    beforeAll(() => world.open())

    const search = async (q: string): Promise<SearchResult[]> => {
      const answer = await admin.get<{ results: SearchResult[] }>(url, { q })
      return accepted(url, answer).results
    }

    /** One receipt of a partner, with a batch and a serial number. */
    const receive = async (): Promise<GoodsReceipt> => {
      const contractor = await given.contractor({ code: "BOSCHKE" })
      const contractor_id = contractor.id
      const location = await given.stockLocation()
      const warehouse = await given.warehouse({ stock_location_id: location.id })
      const item = await given.item("DRILL-9")
      await given.agreement({ contractor_id, currency_code: "eur" })
      await given.marks(contractor_id, [{ inventory_item_id: item.id }])
      const line = { sku: "DRILL-9", quantity: "1", unit_cost: "40.00" }
      const body = {
        contractor_id,
        warehouse_id: warehouse.id,
        reference: "Delivery note 100%_7",
        lines: [{ ...line, batch: "Lot-77", serial_numbers: ["SN-0042"] }],
      }
      const answer = await admin.post<{ goods_receipt: GoodsReceipt }>(
        `${base}/goods-receipts`,
        body
      )
      return accepted("goods-receipts", answer).goods_receipt
    }

    it("finds a receipt, its partner, its lot, its unit and its item by what a user would type", async () => {
      const receipt = await receive()
      const paper = {
        kind: "document",
        id: receipt.id,
        type: "goods_receipt",
        label: receipt.number,
      }
      expect(await search(receipt.number)).toEqual([expect.objectContaining(paper)])
      expect(await search(receipt.number.toLowerCase().slice(0, -1))).toContainEqual(
        expect.objectContaining(paper)
      )
      expect(await search("delivery NOTE 100%_7")).toEqual([expect.objectContaining(paper)])
      expect(await search("oschk")).toEqual([
        expect.objectContaining({ kind: "contractor", id: receipt.contractor_id }),
      ])
      expect(await search("lot-77")).toEqual([
        expect.objectContaining({ kind: "lot", label: "Lot-77", detail: "DRILL-9" }),
      ])
      expect(await search("sn-0042")).toEqual([
        expect.objectContaining({ kind: "serial_number", type: "in_lot", detail: "DRILL-9" }),
      ])
      expect(await search("drill")).toEqual([
        expect.objectContaining({ kind: "item", label: "DRILL-9" }),
      ])
    })

    it("takes no character of a text for a pattern", async () => {
      await receive()
      expect(await search("%%")).toEqual([])
      expect(await search("__")).toEqual([])
    })

    it("asks for two characters at least", async () => {
      expectInvalid(await admin.get(url, { q: " D " }), "q")
    })
  },
})
