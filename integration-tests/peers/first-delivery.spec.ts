import { connectStores, type Connected } from "../helpers/connected-stores"

const base = "/admin/consignment"

describe("two connected stores", () => {
  let stores: Connected

  beforeAll(async () => {
    stores = await connectStores()
  })

  it("are connected in both roles", async () => {
    const { a, b, peerAt } = stores
    expect(await peerAt(a)).toMatchObject({ role: "consignor", status: "connected", url: b.line })
    expect(await peerAt(b)).toMatchObject({ role: "consignee", status: "connected", url: a.line })
  })

  it("make a delivery at A a read-only goods receipt at B", async () => {
    const { article, arrived, b, atB } = stores
    const sku = await article()
    const { delivery, receipt } = await arrived([{ sku, quantity: "5", unit_price: "12.50" }])
    expect(delivery.lines).toMatchObject([{ peer_state: "received", peer_error: null }])
    expect(receipt).toMatchObject({
      origin: "peer",
      peer_id: atB.peer,
      read_only: true,
      warehouse_id: atB.warehouse,
      contractor_id: atB.contractor,
      currency_code: "EUR",
      reference: delivery.number,
      lines: [{ sku, quantity: "5", unit_cost: "12.5", origin_line_id: delivery.lines[0]?.id }],
    })
    const reversed = await b.post(`${base}/goods-receipts/${receipt?.id}/reverse`)
    expect(reversed).toMatchObject({ status: 400, data: { code: "DOCUMENT_POSTED" } })
  })
})
