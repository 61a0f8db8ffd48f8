import "../helpers/made-up-kind"
import assert from "node:assert"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { Document } from "../../src/http-contract/document"
import { documentSchemas } from "../../src/http-contract/document"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { newId } from "../../src/modules/consignment/database/new-id"
import { documentTypes } from "../../src/modules/consignment/domain/kind-lists"
import type { ReversibleType } from "../../src/modules/consignment/domain/kinds"
import {
  changeLevel,
  move,
  openDraft,
  toPosting,
  type Facts,
  type Posting,
} from "../../src/modules/consignment/domain/posting"
import { exact } from "../../src/modules/consignment/domain/quantity"
import type { Stock } from "../../src/modules/consignment/domain/stock"
import { toWrittenLevels } from "../../src/modules/consignment/ledger/documents/reverse-whole"
import {
  post,
  sourceOfCaller,
  type DocumentCommand,
} from "../../src/modules/consignment/ledger/posting/post"
import { writePaper } from "../../src/paper/write-paper"
import { composePlainDocument } from "../../src/paper/papers/document"
import { readFrame } from "../../src/api/paper"
import { hostLevels } from "../../src/workflows/host/inventory/levels"
import { reverseDocumentWorkflow } from "../../src/workflows/documents"
import { tellOfDocuments } from "../helpers/document-verbs"
import { createLedgerWorld } from "../helpers/ledger-world"
import { emptyLine } from "../../src/modules/consignment/database/tables"

const type = "sample" as ReversibleType

/** The one decision that the made-up kind needs: units leave one lot. */
const decideSample = (
  stock: Stock,
  facts: Facts,
  { lotId, lineId, quantity }: { lotId: string; lineId: string; quantity: string }
): Posting => {
  const draft = openDraft(stock, facts)
  const lot = stock.lots.find(({ id }) => id === lotId)
  assert(lot, `${lotId} was not locked.`)
  move(draft, lot.id, {
    type: "sample" as Parameters<typeof move>[2]["type"],
    lineId,
    quantity: exact(quantity).negated(),
    unitCost: lot.unitCost,
    branchCode: "WAW",
    effectiveAt: facts.effectiveAt,
  })
  changeLevel(draft, {
    stockLocationId: lot.stockLocationId,
    inventoryItemId: lot.inventoryItemId,
    quantity: exact(quantity).negated(),
  })
  return toPosting(draft)
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const ledger = () => world.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)

    beforeAll(() => world.open())

    const postSample = async (
      { id, read }: ReturnType<typeof tellOfDocuments>,
      quantity: string
    ): Promise<Document> => {
      const lot = await read.lot(id.lot("L"))
      const place = {
        stockLocationId: await id.location("LOC"),
        inventoryItemId: lot.inventory_item_id,
      }
      const lineId = newId("condocl")
      const { document_id } = await ledger().postDocument(
        (ports, command: DocumentCommand) =>
          post(ports, {
            command,
            source: sourceOfCaller(type, command),
            head: {
              type,
              contractor_id: lot.contractor_id,
              warehouse_id: lot.warehouse_id,
              reason: "fair",
            },
            stock: { places: [place] },
            decide: (stock, facts) =>
              decideSample(stock, facts, { lotId: lot.id, lineId, quantity }),
            outcome: (posting) => ({ levels: toWrittenLevels(posting.levels) }),
            lines: (documentId) => [
              {
                ...emptyLine,
                id: lineId,
                document_id: documentId,
                index: 0,
                inventory_item_id: place.inventoryItemId,
                stock_location_id: place.stockLocationId,
                quantity,
                lot_id: lot.id,
              },
            ],
          }),
        { idempotency_key: "once" },
        hostLevels
      )
      return await ledger().retrieveDocument(document_id, type)
    }

    it("is posted, listed, settled, printed and reversed by its entry and its decision alone", async () => {
      expect(documentTypes).toContain("sample")
      const story = tellOfDocuments(world)
      await story.given.receipt("L", "10", "7.50")

      const posted = await postSample(story, "4")
      expect(posted).toMatchObject({
        number: "SMP-000001",
        reason: "fair",
        lines: [{ quantity: "4" }],
      })
      expect(documentSchemas[type].safeParse(posted).error?.issues).toBeUndefined()
      await story.then.level(["6", "0", "6"])
      expect((await postSample(story, "4")).id).toBe(posted.id)

      const [listed, count] = await ledger().listAndCountDocuments({ type })
      expect([listed, count]).toEqual([[posted], 1])

      await story.then.lines(await story.when.previews(), {
        internally_issued: "4",
        net: "4",
        net_value: "30.00",
        to_invoice: "4",
        amount: "30.00",
      })

      const frame = await readFrame(world.container(), posted, "en")
      const paper = composePlainDocument(posted, { ...frame, warehouseName: "Shop" })
      const chunks: Buffer[] = []
      for await (const chunk of await writePaper(paper, "csv"))
        chunks.push(Buffer.from(chunk as string))
      expect(Buffer.concat(chunks).toString()).toContain("SMP-000001")

      const { result } = await reverseDocumentWorkflow(world.container()).run({
        input: { document_id: posted.id, type },
      })
      expect(result.document).toMatchObject({ status: "reversed" })
      await story.then.level(["10", "0", "10"])
      await story.then.lots({ L: "10" })
    })
  },
})
