import { pagesOf } from "../../src/paper/__tests__/reading"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const path = "/admin/consignment/labels"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    const labelsOf = async (params: object): Promise<string[]> => {
      const { status, headers, data } = await admin.download(path, params)
      expect({ status, type: headers["content-type"] }).toEqual({
        status: 200,
        type: "application/pdf",
      })
      return await pagesOf(data)
    }

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    it("are printed for each unit of a receipt, with the SKU as barcode where there is no other", async () => {
      const { given } = story()
      const receipt = await given.receipt("L", "3", "7.50", { item: "X" })
      const pages = await labelsOf({ goods_receipt_id: receipt.id, layout: "roll_57x32" })
      expect(pages).toHaveLength(3)
      expect(pages[0]).toContain("X")
    })

    it("are printed for what is left in a lot, or as many as are asked for", async () => {
      const { given, when } = story()
      const receipt = await given.receipt("L", "4", "7.50", { item: "X" })
      await when.issues({ X: "1" })
      const lot_id = (receipt.lines[0] as { lot_id?: string }).lot_id
      expect(await labelsOf({ lot_id, layout: "roll_62x29" })).toHaveLength(3)
      expect(await labelsOf({ lot_id, layout: "roll_62x29", copies: 2 })).toHaveLength(2)
    })

    it("are printed for a selection of items", async () => {
      const { id } = story()
      const inventory_item_id = [await id.item("X"), await id.item("Y")]
      const [sheet] = await labelsOf({ inventory_item_id, language: "nl", currency_code: "EUR" })
      for (const sku of ["X", "Y"]) expect(sheet).toContain(sku)
    })

    it("are refused for lots and items that are not there, naming every one", async () => {
      const { given, id } = story()
      const receipt = await given.receipt("L", "1", "1", { item: "X" })
      const lot = (receipt.lines[0] as { lot_id?: string }).lot_id
      const ofLots = await admin.get(path, { lot_id: [lot, "conlot_1", "conlot_2"] })
      expectRefusal(ofLots, "NOT_FOUND", { ids: ["conlot_1", "conlot_2"] })
      const ofItems = await admin.get(path, { inventory_item_id: ["iitem_1", await id.item("X")] })
      expectRefusal(ofItems, "NOT_FOUND", { ids: ["iitem_1"] })
      expectRefusal(await admin.get(path, { goods_receipt_id: "condoc_1" }), "NOT_FOUND")
    })

    it("need one kind of goods, and are not printed without end", async () => {
      expectInvalid(await admin.get(path), "")
      const { given } = story()
      const receipt = await given.receipt("L", "6000", "1", { item: "X" })
      expectInvalid(await admin.get(path, { goods_receipt_id: receipt.id }), "copies")
    })
  },
})
