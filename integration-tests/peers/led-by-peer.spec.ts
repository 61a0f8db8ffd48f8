import { connectStores, type Connected, type Paper } from "../helpers/connected-stores"
import { firstLine, verbsOf } from "../helpers/peer-verbs"
import { unique, type Store } from "../helpers/two-stores"

const base = "/admin/consignment"
const tomorrow = new Date(Date.now() + 86_400_000).toISOString()

/** A store refuses what the other one leads before it looks at anything else: each request here is wrong in more ways. */
describe("documents that the other store leads", () => {
  let stores: Connected
  let delivery: Paper

  beforeAll(async () => {
    stores = await connectStores()
    const { article, arrived, caughtUp } = stores
    const { issue, settle } = verbsOf(stores)
    const sku = await article()
    ;({ delivery } = await arrived([{ sku, quantity: "10", unit_price: "2" }]))
    await issue(sku, "4")
    await settle()
    await caughtUp()
  })

  const place = async (store: Store): Promise<string> =>
    (
      await store.do<{ stock_location: { id: string } }>("/admin/stock-locations", {
        name: "Elsewhere",
      })
    ).stock_location.id

  const warehouse = async (store: Store, body: object): Promise<string> =>
    (
      await store.do<{ warehouse: { id: string } }>(`${base}/warehouses`, {
        stock_location_id: await place(store),
        ...body,
      })
    ).warehouse.id

  const expectLed = (answer: { status: number; data: unknown }) =>
    expect(answer).toMatchObject({ status: 400, data: { code: "LED_BY_PEER" } })

  const unknown = { sku: "NO-SUCH-SKU", quantity: "1" }

  it("are refused at A in each of its warehouses for that customer", async () => {
    const { a, atA } = stores
    const other = await warehouse(a, { direction: "outbound", contractor_id: atA.contractor })
    for (const warehouse_id of [atA.warehouse, other]) {
      const lines = [unknown]
      const refused = {
        "reported-sales": { warehouse_id, lines, effective_at: tomorrow },
        "stock-counts": { warehouse_id, lines: [{ sku: unknown.sku, counted_quantity: "1" }] },
        "warehouse-transfers": {
          from_warehouse_id: warehouse_id,
          to_warehouse_id: "cswh_0",
          lines,
        },
        "opening-balances": {
          contractor_id: atA.contractor,
          warehouse_id,
          lines: [{ ...unknown, unit_cost: "1" }],
        },
        "counted-take-backs": {
          warehouse_id,
          to_stock_location_id: stores.home,
          lines: [{ sku: unknown.sku, counted_quantity: "1", quantity: "1" }],
        },
      }
      for (const [path, body] of Object.entries(refused)) {
        expectLed(await a.post(`${base}/${path}`, body))
      }
      expectLed(
        await a.post(`${base}/reported-sales`, { warehouse_id, lines: [], nothing_sold: true })
      )
    }
  })

  it("are refused at A where they undo or follow what B has reported", async () => {
    const { a, atA } = stores
    const { list, settlementsAt } = verbsOf(stores)
    const [sale] = await list(a, "reported-sales")
    const [settlement] = await settlementsAt(a)
    const refused: [string, object][] = [
      [`reported-sales/${sale?.id}/returns`, { lines: [{ line_id: "condocl_0", quantity: "1" }] }],
      [
        `reported-sales/${sale?.id}/returns`,
        { lines: [{ line_id: firstLine(sale).id, quantity: "99" }] },
      ],
      [`reported-sales/${sale?.id}/reverse`, {}],
      [`settlements/${settlement?.id}/cancel`, {}],
      [
        "settlements",
        {
          contractor_id: atA.contractor,
          direction: "outbound",
          currency_code: "JPY",
          cut_off: tomorrow,
        },
      ],
    ]
    for (const [path, body] of refused) expectLed(await a.post(`${base}/${path}`, body))
  })

  it("are refused at B for that supplier, in whichever warehouse", async () => {
    const { b, atB, receiptsOf } = stores
    for (const warehouse_id of [
      atB.warehouse,
      await warehouse(b, { direction: "inbound" }),
      "cswh_0",
    ]) {
      for (const path of ["goods-receipts", "opening-balances"]) {
        const lines = [{ ...unknown, unit_cost: "1" }]
        expectLed(
          await b.post(`${base}/${path}`, { contractor_id: atB.contractor, warehouse_id, lines })
        )
      }
    }
    for (const line of [{ lot_id: "conlot_0" }, { sku: unknown.sku }]) {
      expectLed(
        await b.post(`${base}/revaluations`, {
          contractor_id: atB.contractor,
          lines: [{ ...line, unit_cost: "1" }],
        })
      )
    }
    const [receipt] = await receiptsOf(firstLine(delivery))
    for (let times = 0; times < 2; times += 1) {
      expect(await b.post(`${base}/goods-receipts/${receipt?.id}/reverse`)).toMatchObject({
        status: 400,
        data: { code: "DOCUMENT_POSTED" },
      })
    }
  })

  it("are refused in files, whatever is wrong with their lines", async () => {
    const { a, b, atA, atB } = stores
    const files: [Store, string, string][] = [
      [a, "reported-sales", `warehouse_id,sku,quantity\n${atA.warehouse},NO-SUCH-SKU,1\n`],
      [
        a,
        "opening-balances",
        `contractor_id,warehouse_id,sku,quantity,unit_cost\n${atA.contractor},${atA.warehouse},NO-SUCH-SKU,1,1\n`,
      ],
      ...["goods-receipts", "opening-balances"].map((kind): [Store, string, string] => [
        b,
        kind,
        `contractor_id,warehouse_id,sku,quantity,unit_cost\n${atB.contractor},${atB.warehouse},NO-SUCH-SKU,1,1\n`,
      ]),
    ]
    for (const [store, kind, file] of files) {
      expectLed(await store.upload(`${base}/imports/${kind}`, file))
      expect(await store.upload(`${base}/imports/${kind}?dry_run=true`, file)).toMatchObject({
        status: 200,
        data: { import: { documents: [], errors: [{ line: 2, code: "LED_BY_PEER" }] } },
      })
      expect(
        await store.upload(`${base}/imports/${kind}?keep_exceptions=true`, file)
      ).toMatchObject({
        data: { import: { documents: [], errors: [{ line: 2, code: "LED_BY_PEER" }] } },
      })
    }
  })

  it("are ours where the same contractor has the other role, and all of them after the connection", async () => {
    const { a, b, atA, atB, article } = stores
    await a.do(`${base}/agreements`, {
      contractor_id: atA.contractor,
      direction: "inbound",
      currency_code: "EUR",
    })
    const received = await article()
    await a.do(`${base}/contractors/${atA.contractor}/items`, { items: [{ sku: received }] })
    const warehouse_id = await warehouse(a, { direction: "inbound" })
    await a.do(`${base}/opening-balances`, {
      contractor_id: atA.contractor,
      warehouse_id,
      lines: [{ sku: received, quantity: "5", unit_cost: "1" }],
    })
    await a.do(`${base}/stock-counts`, {
      warehouse_id,
      contractor_id: atA.contractor,
      lines: [{ sku: received, counted_quantity: "4" }],
    })

    await b.do(`${base}/agreements`, {
      contractor_id: atB.contractor,
      direction: "outbound",
      currency_code: "EUR",
    })
    const shop = await warehouse(b, { direction: "outbound", contractor_id: atB.contractor })
    const home = await place(b)
    const sku = unique("OWN")
    const { inventory_item: item } = await b.do<{ inventory_item: { id: string } }>(
      "/admin/inventory-items",
      { sku, title: sku }
    )
    await b.do(`/admin/inventory-items/${item.id}/location-levels`, {
      location_id: home,
      stocked_quantity: 5,
    })
    const lines = [{ sku, quantity: "5", unit_price: "1" }]
    await b.do(`${base}/deliveries`, { warehouse_id: shop, from_stock_location_id: home, lines })
    await b.do(`${base}/revaluations`, {
      contractor_id: atB.contractor,
      lines: [{ sku, unit_cost: "2" }],
    })
    await b.do(`${base}/reported-sales`, { warehouse_id: shop, lines: [{ sku, quantity: "1" }] })

    await a.delete(`${base}/peers/${atA.peer}`)
    await a.do(`${base}/reported-sales`, {
      warehouse_id: atA.warehouse,
      lines: [{ sku: firstLine(delivery).sku, quantity: "1" }],
    })
  })
})
