import type { Browser } from "playwright-core"
import resources from "../../src/admin/i18n"
import type { Peer, PeerStatementAnswer } from "../../src/http-contract/peer"
import { attentionReasons, contactErrors } from "../../src/modules/consignment/domain/peers"
import { address, prepareStores, type Paper } from "../helpers/connected-stores"
import { type Merchant, openBrowser, sitDown } from "../helpers/merchant"
import { eventually, unique, type Store } from "../helpers/two-stores"

/** The shop hires goods of a supplier, whose store is another server; people sit before both of them. */
let browser: Browser
let merchant: Merchant
let supplier: Merchant
let stores: Awaited<ReturnType<typeof prepareStores>>
let home: string
let ownPlace: string
let peerId: string
let hired: Paper
let failed: Paper

const base = "/admin/consignment"

const makeLocation = async (store: Store, name: string): Promise<string> =>
  (
    await store.do<{ stock_location: { id: string } }>("/admin/stock-locations", {
      name: unique(name),
      address,
    })
  ).stock_location.id

beforeAll(async () => {
  stores = await prepareStores({ agreement: { allow_hire: true }, warehouse: { purpose: "hire" } })
  home = await makeLocation(stores.a, "Depot")
  ownPlace = await makeLocation(stores.b, "Cellar")
  browser = await openBrowser()
  merchant = await sitDown(browser)
  supplier = await sitDown(browser, {}, { url: stores.a.url })
}, 900_000)

afterAll(() => browser?.close())

/** A hint that gets lost, as on a busy machine, is made up for by the job of the next minute. */
const withinSeconds = 90

const chapter = (title: string, tell: () => Promise<void>) =>
  it(title, async () => {
    await tell()
    expect([...(await merchant.complaintsOf()), ...(await supplier.complaintsOf())]).toEqual([])
  })

/** A product of the supplier with some stock. */
const article = async (sku: string): Promise<string> => {
  const { a } = stores
  const { product } = await a.do<{
    product: { variants: { inventory_items: { inventory_item_id: string }[] }[] }
  }>("/admin/products?fields=*variants.inventory_items", {
    title: `Drill ${sku}`,
    options: [{ title: "Size", values: ["One"] }],
    variants: [{ title: sku, sku, options: { Size: "One" }, prices: [] }],
  })
  const itemId = product.variants[0]?.inventory_items[0]?.inventory_item_id
  await a.do(`/admin/inventory-items/${itemId}/location-levels`, {
    location_id: home,
    stocked_quantity: 20,
  })
  return sku
}

const deliver = async (
  lines: { sku: string; quantity?: string; serial_numbers?: string[]; terms?: "sale" }[]
) =>
  (
    await stores.a.do<{ delivery: Paper }>(`${base}/deliveries`, {
      warehouse_id: stores.atA.warehouse,
      from_stock_location_id: home,
      lines: lines.map((line) => ({ quantity: "3", unit_price: "2", terms: "hire", ...line })),
    })
  ).delivery

/** The delivery once the shop has answered like this. */
const untilLinesAre = async ({ id }: Paper, state: string): Promise<Paper> =>
  await eventually(
    async () => (await stores.a.read<{ delivery: Paper }>(`${base}/deliveries/${id}`)).delivery,
    ({ lines }) => lines.every((line) => line.peer_state === state),
    withinSeconds
  )

const receiptOf = async (sku: string): Promise<Paper | undefined> => {
  const { goods_receipts: receipts } = await stores.b.read<{ goods_receipts: Paper[] }>(
    `${base}/goods-receipts?contractor_id=${stores.atB.contractor}`
  )
  return receipts.find(({ lines }) => lines.some((line) => line.sku === sku))
}

/** Beside a to-do of the connection; lines of an import that wait have a link of the same name. */
const linkToExceptions = () =>
  merchant.link("View exceptions").and(merchant.page.locator(`[href$="/peers/${peerId}"]`))

const exceptionsAtShop = async (count: number): Promise<void> => {
  await eventually(
    async () => (await stores.b.read<{ peer: Peer }>(`${base}/peers/${peerId}`)).peer,
    ({ open_exceptions: open }) => open === count,
    withinSeconds
  )
}

chapter("connects a supplier's store by its code", async () => {
  const { a, b, atA, atB } = stores
  await supplier.goTo(`/consignment/warehouses/${atA.warehouse}/connect`)
  await supplier.sees("The owner's store")
  await supplier.sees("Receipt, read-only")
  await supplier.click(supplier.button("Make a pairing code"))
  await supplier.sees("It can be used once, until")
  const code = await supplier.page.locator("[role=dialog] code").innerText()
  await supplier.sees(`Address of your store: ${a.url}`)
  await supplier.photographTwice("connect-give-code")

  const { contractor } = await b.read<{ contractor: { name: string } }>(
    `${base}/contractors/${atB.contractor}`
  )
  await merchant.goTo(`/consignment/warehouses/${atB.warehouse}/connect`)
  await merchant.sees("The holder's store")
  await merchant.sees("Reported sales")
  await merchant.choose("Partner", new RegExp(contractor.name))
  await merchant.write("Address of the other store", a.url)
  await merchant.write("Pairing code", "WRONG-CODE-0000")
  await merchant.click(merchant.button("Connect"))
  await merchant.sees("The other store refused the pairing code")
  await merchant.write("Pairing code", code)
  await merchant.photographTwice("connect-enter-code")
  await merchant.click(merchant.button("Connect"))
  await merchant.sees("The stores are connected")
  await merchant.seesDialogClose()
  await merchant.settle()
  const { peers } = await b.read<{ peers: Peer[] }>(`${base}/peers?contractor_id=${atB.contractor}`)
  peerId = peers[0]?.id ?? ""
  expect(merchant.address()).toBe(`/consignment/peers/${peerId}`)
  await merchant.sees("Their goods are at yours")
  await supplier.goTo("/consignment/peers")
  await supplier.sees("Your goods are at theirs")
})

chapter("receives a delivery that cannot be changed", async () => {
  const sku = await article(unique("DRILL"))
  hired = await deliver([{ sku }])
  await untilLinesAre(hired, "received")
  const receipt = await receiptOf(sku)
  await merchant.goTo(`/consignment/documents/goods-receipts/${receipt?.id}`)
  await merchant.sees("This document comes from the connected store and cannot be changed here.")
  await merchant.sees(sku)
  expect(await merchant.page.getByRole("button", { name: "Reverse" }).count()).toBe(0)
  await merchant.photographTwice("received-from-supplier")
  await supplier.goTo(`/consignment/documents/deliveries/${hired.id}`)
  await supplier.sees("Received")
  await supplier.photographTwice("received-by-customer")
})

chapter("keeps what the supplier leads of an article", async () => {
  const { b } = stores
  const { products } = await b.read<{ products: { id: string; title: string }[] }>(
    `/admin/products?q=${encodeURIComponent(`Drill ${hired.lines[0]?.sku}`)}`
  )
  const [product] = products
  // The host's form reports the refusal, and throws it as well.
  const editor = await sitDown(browser)
  await editor.goTo(`/products/${product?.id}/edit`)
  await editor.write("Title", "Mine")
  await editor.click(editor.button("Save"))
  await editor.sees("follow the owner's store and cannot be changed here")
  await editor.leave()
  const { product: kept } = await b.read<{ product: { title: string } }>(
    `/admin/products/${product?.id}`
  )
  expect(kept.title).toBe(product?.title)
  await merchant.goTo(`/products/${product?.id}`)
  await merchant.sees("Article of a connected store")
  await merchant.photographSection("Article of a connected store", "linked-article")
  // The rest of the page is the host's.
  expect(await merchant.complaintsOfSection("Article of a connected store")).toEqual([])
  await merchant.goTo(`/consignment/peers/${peerId}`)
})

chapter("warns of a changed SKU, and tells how to mend the link", async () => {
  const { b } = stores
  const sku = hired.lines[0]?.sku ?? ""
  const { inventory_items: items } = await b.read<{ inventory_items: { id: string }[] }>(
    `/admin/inventory-items?sku=${encodeURIComponent(sku)}`
  )
  const item = `/inventory/${items[0]?.id}`
  const setSku = async (value: string): Promise<void> => {
    await merchant.goTo(`${item}/edit`)
    await merchant.write("SKU", value)
    await merchant.click(merchant.button("Save"))
    await merchant.seesDialogClose()
  }
  const box = merchant.section("Article of a connected store")
  await merchant.goTo(item)
  await box.getByText("Keep the SKU. Changing it breaks the link").waitFor()
  await setSku(`${sku}-X`)
  await merchant.goTo(item)
  await box.getByText("Link broken").waitFor()
  await box.getByText(`The SKUs differ: ${sku}-X here, ${sku} in the connected store.`).waitFor()
  await merchant.photographSection("Article of a connected store", "link-broken")
  expect(await merchant.complaintsOfSection("Article of a connected store")).toEqual([])
  await setSku(sku)
  await merchant.goTo(item)
  await box.getByText("Linked", { exact: true }).waitFor()
  await box.getByText("Keep the SKU.").waitFor()
  await merchant.goTo(`/consignment/peers/${peerId}`)
})

chapter("decides on an article that it has already", async () => {
  const { b } = stores
  const sku = await article(unique("SAW"))
  await b.do("/admin/inventory-items", { sku, title: "Our own saw" })
  const delivery = await deliver([{ sku }])
  await exceptionsAtShop(1)
  await merchant.goTo("/consignment")
  await merchant.sees("1 message of a connected store needs attention")
  await merchant.photograph("to-do-of-connected-store")
  await merchant.click(linkToExceptions())
  await merchant.sees("You have an article with this SKU")
  await merchant.sees(`Article · ${sku}`)
  await merchant.sees("1 message waits behind it")
  await merchant.photographTwice("supplier-article-exists")
  await merchant.click(merchant.button("Link to your article"))
  await exceptionsAtShop(0)
  await untilLinesAre(delivery, "received")
})

chapter("retries a line that failed once its cause is mended", async () => {
  const { b } = stores
  const [good, bad] = [await article(unique("LIFT")), await article(unique("LAMP"))]
  const { inventory_item: own } = await b.do<{ inventory_item: { id: string } }>(
    "/admin/inventory-items",
    { sku: bad, title: "Our own lamp" }
  )
  await b.do(`/admin/inventory-items/${own.id}/location-levels`, {
    location_id: ownPlace,
    stocked_quantity: 1,
  })
  // The same number is on a unit of the shop's own.
  const serial = unique("NO")
  await b.do(`${base}/serial-numbers`, {
    stock_location_id: ownPlace,
    inventory_item_id: own.id,
    serials: [serial],
  })
  failed = await deliver([{ sku: good }, { sku: bad, quantity: "1", serial_numbers: [serial] }])
  await exceptionsAtShop(1)
  await merchant.goTo(`/consignment/peers/${peerId}`)
  await merchant.click(merchant.button("Link to your article"))
  await untilLinesAre(failed, "failed")

  await supplier.goTo(`/consignment/documents/deliveries/${failed.id}`)
  await supplier.sees("Failed")
  await supplier.sees("A serial number is already in use there")
  await supplier.sees("Waits for another line")
  await supplier.photographTwice("failed-at-customer")

  await merchant.goTo(`/consignment/peers/${peerId}`)
  await merchant.sees(`Delivery · ${failed.number}`)
  await merchant.click(merchant.button("Retry"))
  await merchant.sees("The message still cannot be applied")
  await merchant.sees(`Delivery · ${failed.number}`)
  await b.do(`${base}/internal-issues`, {
    stock_location_id: ownPlace,
    lines: [{ sku: bad, quantity: "1", serial_numbers: [serial] }],
  })
  await merchant.click(merchant.button("Retry"))
  await merchant.page.getByText(`Delivery · ${failed.number}`).first().waitFor({ state: "hidden" })
  await untilLinesAre(failed, "received")
  await supplier.goTo(`/consignment/documents/deliveries/${failed.id}`)
  await supplier.sees("Received")
})

chapter("dismisses a message with a reason, of which the sender hears", async () => {
  const { a, b } = stores
  const sku = await article(unique("PUMP"))
  await b.do("/admin/inventory-items", { sku, title: "Our own pump" })
  const skipped = await deliver([{ sku }])
  await exceptionsAtShop(1)
  await merchant.goTo("/consignment")
  await merchant.click(linkToExceptions())
  await merchant.sees(`Article · ${sku}`)
  await merchant.click(merchant.button("Dismiss"))
  await merchant.sees("The message is never applied. The other store is told.")
  expect(await merchant.button("Dismiss").isDisabled()).toBe(true)
  await merchant.write("Reason", "We have pumps of our own")
  await merchant.photographTwice("dismiss-exception")
  await merchant.click(merchant.button("Dismiss"))
  await merchant.seesDialogClose()
  // The delivery itself cannot be received without the article.
  await merchant.sees(`Delivery · ${skipped.number}`)
  await merchant.sees("You skipped the article")
  const failed = await untilLinesAre(skipped, "failed")
  expect(failed.lines).toMatchObject([{ peer_error: { code: "ARTICLE_SKIPPED" } }])
  await merchant.click(merchant.button("Dismiss"))
  await merchant.write("Reason", "Not wanted")
  await merchant.click(merchant.button("Dismiss"))
  await merchant.seesDialogClose()
  await exceptionsAtShop(0)
  // Units that never arrived have never left.
  await a.do(`${base}/deliveries/${skipped.id}/reverse`)
  await merchant.goTo("/consignment")
  await merchant.settle()
  await linkToExceptions().waitFor({ state: "hidden" })
  const { peers } = await a.read<{ peers: Peer[] }>(
    `${base}/peers?contractor_id=${stores.atA.contractor}`
  )
  await supplier.goTo(`/consignment/peers/${peers[0]?.id}`)
  await supplier.click(supplier.button("Synchronise now"))
  await supplier.sees("Synchronised")
  const sent = supplier.section("Messages to the other store")
  await sent.getByText("Dismissed").first().waitFor()
  await supplier.photographTwice("feeds-of-a-connection")
})

chapter("pauses the connection, which the other side sees and cannot undo", async () => {
  const { a, atA } = stores
  const { peers } = await a.read<{ peers: Peer[] }>(`${base}/peers?contractor_id=${atA.contractor}`)
  await merchant.goTo(`/consignment/peers/${peerId}`)
  await merchant.click(merchant.button("More"))
  await merchant.click(merchant.page.getByRole("menuitem", { name: "Pause" }))
  await merchant.sees("Paused")
  expect(await merchant.button("Synchronise now").count()).toBe(0)
  await merchant.photograph("paused-here")
  await supplier.goTo(`/consignment/peers/${peers[0]?.id}`)
  await supplier.click(supplier.button("Synchronise now"))
  await supplier.sees("The other store has paused the connection. Only its staff can resume it.")
  expect(await supplier.button("Resume").count()).toBe(0)
  await supplier.photograph("paused-there")
  await merchant.click(merchant.button("Resume"))
  await merchant.sees("Connected")
  await merchant.click(merchant.button("Synchronise now"))
  await merchant.sees("Synchronised")
  await supplier.click(supplier.button("Synchronise now"))
  await supplier.page
    .getByText("The other store has paused the connection.")
    .first()
    .waitFor({ state: "hidden" })
})

chapter("sees a loan end with the supplier's hire", async () => {
  const { b, atB } = stores
  const sku = hired.lines[0]?.sku
  const { loan } = await b.do<{ loan: { id: string } }>(`${base}/loans`, {
    warehouse_id: atB.warehouse,
    borrower: { kind: "staff", name: "Workshop" },
    lines: [{ sku, quantity: "3" }],
  })
  await merchant.goTo(`/consignment/loans/${loan.id}`)
  await merchant.sees("Out")

  await supplier.goTo(`/consignment/documents/deliveries/${hired.id}/end-hire`)
  await supplier.photograph("end-hire")
  await supplier.click(supplier.button("End hire"))
  await supplier.sees("Hire changed")
  await supplier.seesDialogClose()
  await eventually(
    async () =>
      (await b.read<{ loan: { status: string } }>(`${base}/loans/${loan.id}`)).loan.status,
    (status) => status === "ended",
    withinSeconds
  )
  await merchant.goTo(`/consignment/loans/${loan.id}`)
  await merchant.sees("To collect")
  await merchant.photographTwice("loan-ended-by-supplier")
})

chapter("tells both what is to be done now", async () => {
  const sku = hired.lines[0]?.sku
  await merchant.goTo("/consignment")
  await merchant.sees(`Collect 3 units of ${sku} from Workshop`)
  await merchant.photographTwice("to-dos-of-holder")
  await supplier.goTo("/consignment")
  await supplier.sees(`Pick up 3 units of ${sku} from`)
  await supplier.photographTwice("to-dos-of-owner")
  await merchant.goTo(`/consignment/peers/${peerId}`)
  await merchant.click(merchant.button("Synchronise now"))
  await merchant.sees("Synchronised")
  await merchant.click(merchant.button("Compare now"))
  await merchant.sees("Both books agree")
  await merchant.photographTwice("statement-of-both-books")
})

chapter("sees the settlements of both stores side by side, and that they differ", async () => {
  const { a, b, atA, atB } = stores
  const sku = await article(unique("BLADE"))
  await b.do(`${base}/warehouses/${atB.warehouse}`, { own_stock_location_id: ownPlace })
  await untilLinesAre(await deliver([{ sku, terms: "sale" }]), "received")
  const { settlement } = await b.do<{ settlement: { number: string } }>(`${base}/settlements`, {
    contractor_id: atB.contractor,
  })
  const { statement } = await eventually(
    () =>
      b.read<{ statement: PeerStatementAnswer }>(`${base}/peers/${peerId}/statement?refresh=true`),
    (told) => told.statement.settlements.some(({ their_net_value: value }) => value === "6.00"),
    30
  )
  const { settlements } = await a.read<{ settlements: { number: string }[] }>(
    `${base}/settlements?contractor_id=${atA.contractor}`
  )
  const pair = () => merchant.section("Statement").getByRole("row", { name: settlement.number })
  await merchant.goTo(`/consignment/peers/${peerId}`)
  await pair().waitFor()
  await merchant.sees("Both books agree")
  const cells = await pair().getByRole("cell").allInnerTexts()
  expect(cells.slice(0, 2)).toEqual([settlement.number, settlements[0]?.number])
  expect(cells.slice(3)).toEqual(["€6.00", "€6.00", "€0.00"])
  await merchant.photographSection("Statement", "statement-settlements")

  await merchant.answers(`peers/${peerId}/statement`, 200, {
    statement: {
      ...statement,
      differences: 1,
      settlements: statement.settlements.map((one) => ({
        ...one,
        their_net_value: "5.00",
        difference: "1.00",
      })),
    },
  })
  await merchant.goTo(`/consignment/peers/${peerId}`)
  await pair().getByText("The values differ:").waitFor()
  await merchant.sees("1 difference")
  await merchant.photographSection("Statement", "statement-settlement-differs")
  await merchant.answersAgain(`peers/${peerId}/statement`)
})

it.each(["nl", "pl"] as const)(
  "says all of this in %s at both stores, also what the other one answers",
  async (language) => {
    const { a, b, atA, atB } = stores
    const sku = await article(unique("DRUM"))
    const { inventory_item: own } = await b.do<{ inventory_item: { id: string } }>(
      "/admin/inventory-items",
      { sku, title: "Tambour" }
    )
    const exists = await deliver([{ sku }])
    await exceptionsAtShop(1)
    const { exceptions } = await b.read<{ exceptions: { id: string }[] }>(
      `${base}/peers/${peerId}/exceptions?status=open`
    )
    const { peers } = await a.read<{ peers: Peer[] }>(
      `${base}/peers?contractor_id=${atA.contractor}`
    )
    const supplierPeer = peers[0]
    const receipt = await receiptOf(hired.lines[0]?.sku ?? "")
    const { loans } = await b.read<{ loans: { id: string }[] }>(`${base}/loans`)
    const free = await prepareStores()
    const words = resources[language].consignment

    const complaints: string[] = []
    const look = async (reader: Merchant, name: string) => {
      await reader.photograph(`two-stores-${name}-${language}`)
      const found = [...(await reader.complaintsOf()), ...(await reader.englishWords())]
      complaints.push(...found.map((one) => `${name}: ${one}`))
    }
    const visit = async (reader: Merchant, pages: Record<string, string>) => {
      for (const [name, address] of Object.entries(pages)) {
        await reader.goTo(address)
        await look(reader, name)
      }
    }
    const holder = await sitDown(browser, { language })
    await visit(holder, {
      "holder-home": "/consignment",
      "holder-peers": "/consignment/peers",
      "holder-peer": `/consignment/peers/${peerId}`,
      receipt: `/consignment/documents/goods-receipts/${receipt?.id}`,
      loan: `/consignment/loans/${loans[0]?.id}`,
      join: `/consignment/warehouses/${free.atB.warehouse}/connect`,
    })
    const { contractor } = await b.read<{ contractor: { name: string } }>(
      `${base}/contractors/${free.atB.contractor}`
    )
    await holder.choose(words.fields.contractor, new RegExp(contractor.name))
    await holder.write(words.peers.address, a.url)
    await holder.write(words.peers.invite.code, "WRONG-CODE")
    await holder.click(holder.button(words.peers.join.action))
    await holder.sees(words.errors.PAIRING_REFUSED)
    await look(holder, "join-refused")
    await holder.write(words.peers.address, "http://localhost:1")
    await holder.click(holder.button(words.peers.join.action))
    await holder.sees(words.errors.PEER_UNREACHABLE)
    await look(holder, "join-unreachable")

    const owner = await sitDown(browser, { language }, { url: a.url })
    await visit(owner, {
      "owner-home": "/consignment",
      "owner-peers": "/consignment/peers",
      "owner-peer": `/consignment/peers/${supplierPeer?.id}`,
      "failed-delivery": `/consignment/documents/deliveries/${failed.id}`,
      "waiting-delivery": `/consignment/documents/deliveries/${exists.id}`,
      invite: `/consignment/warehouses/${free.atA.warehouse}/connect`,
    })

    // Each trouble that a connection can have.
    const { peer } = await b.read<{ peer: Peer }>(`${base}/peers/${peerId}`)
    for (const reason of contactErrors) {
      await holder.answers(`peers/${peerId}`, 200, {
        peer: { ...peer, last_error: "Something in English", last_error_reason: reason },
      })
      await holder.goTo(`/consignment/peers/${peerId}`)
      await holder.sees(words.peers.contact_errors[reason])
      await look(holder, `trouble-${reason}`)
      await holder.answersAgain(`peers/${peerId}`)
    }
    for (const reason of attentionReasons) {
      await holder.answers(`peers/${peerId}`, 200, {
        peer: {
          ...peer,
          status: "needs_attention",
          last_error: "Something in English",
          last_error_reason: "needs_attention",
          attention: { reason, message: "Something in English" },
        },
      })
      await holder.goTo(`/consignment/peers/${peerId}`)
      await holder.sees(words.peers.attention.reasons[reason])
      await look(holder, `attention-${reason}`)
      await holder.answersAgain(`peers/${peerId}`)
    }
    await holder.leave()
    await owner.leave()
    await b.do(`${base}/peers/${peerId}/exceptions/${exceptions[0]?.id}/link`)
    await untilLinesAre(exists, "received")
    expect(own.id).toBeTruthy()
    expect(atB.peer).toBeDefined()
    expect(complaints).toEqual([])
  },
  900_000
)

chapter("ends the connection, and what was locked is free", async () => {
  const { a, b, atA, atB } = stores
  const { peers } = await a.read<{ peers: Peer[] }>(`${base}/peers?contractor_id=${atA.contractor}`)
  await merchant.goTo(`/consignment/peers/${peerId}`)
  await merchant.click(merchant.button("More"))
  await merchant.click(merchant.page.getByRole("menuitem", { name: "Disconnect" }))
  await merchant.sees("Disconnect the stores?")
  await merchant.photograph("disconnect")
  await merchant.click(merchant.dialogButton("Disconnect"))
  await merchant.sees("Disconnected")
  await supplier.goTo(`/consignment/peers/${peers[0]?.id}`)
  await supplier.sees("Disconnected")
  expect(await supplier.button("More").count()).toBe(0)
  await supplier.photographTwice("disconnected")

  const { products } = await b.read<{ products: { id: string }[] }>(
    `/admin/products?q=${encodeURIComponent(`Drill ${hired.lines[0]?.sku}`)}`
  )
  const editor = await sitDown(browser)
  await editor.goTo(`/products/${products[0]?.id}/edit`)
  await editor.write("Title", "Mine now")
  await editor.click(editor.button("Save"))
  await eventually(
    async () =>
      (await b.read<{ product: { title: string } }>(`/admin/products/${products[0]?.id}`)).product
        .title,
    (title) => title === "Mine now"
  )
  await editor.leave()
  const receipt = await receiptOf(hired.lines[0]?.sku ?? "")
  await merchant.goTo(`/consignment/documents/goods-receipts/${receipt?.id}`)
  await merchant.sees(hired.lines[0]?.sku ?? "")
  expect(
    await merchant.page
      .getByText("This document comes from the connected store and cannot be changed here.")
      .count()
  ).toBe(0)

  // The books of a new connection would not begin at zero.
  await supplier.goTo(`/consignment/warehouses/${atA.warehouse}/connect`)
  await supplier.click(supplier.button("Make a pairing code"))
  await supplier.sees(resources.en.consignment.errors.CONSIGNED_STOCK_PRESENT)
  await supplier.photograph("connect-refused")
  expect(atB.warehouse).toBeTruthy()
})
