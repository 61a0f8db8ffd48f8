import clearFeeds from "../../src/jobs/clear-feeds"
import assert from "node:assert"
import { batchProductsWorkflow } from "@medusajs/medusa/core-flows"
import type { Context } from "@medusajs/framework/types"
import { Modules, MedusaError } from "@medusajs/framework/utils"
import type { ItemCard, PeerLink } from "../../src/http-contract/item-card"
import {
  hashOfArticle,
  type DescribedArticle,
} from "../../src/modules/consignment/articles/article"
import { sqlOf } from "../../src/modules/consignment/database/sql"
import { ensureLinks } from "../../src/modules/consignment/articles/links"
import { checkLinks } from "../../src/workflows/article/check-links"
import { applyArticle } from "../../src/workflows/host/articles/apply-article"
import type { SendingPeer } from "../../src/workflows/host/articles/article-world"
import { describeArticle } from "../../src/workflows/host/articles/read-articles"
import { ledgerOf } from "../../src/workflows/posting/post-document"
import type { Answer } from "../helpers/client"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { accepted, createWorld } from "../helpers/world"

const base = "/admin/consignment"

const emptyFields = {
  period_base_price: null,
  counter_unit_price: null,
  service_group: null,
  return_warning: null,
  purchase_price: null,
  depreciation_months: null,
  residual_value: null,
  vat_rate: null,
  unit: null,
  notes: null,
  deliver_in_full: false,
  skip_check_after_hire: false,
  serials_public: false,
  article_status: "current",
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createWorld(suite)
    const { admin, anyone, given } = world

    beforeAll(() => world.open())

    const urlOf = (itemId: string): string => `${base}/item-cards/${itemId}`
    const cardOf = async (itemId: string): Promise<ItemCard> =>
      (await world.get<{ item_card: ItemCard }>(urlOf(itemId))).item_card

    describe("item cards", () => {
      it("let nobody in without a token, and know no unknown item", async () => {
        expect((await anyone.get(urlOf("x"))).status).toBe(401)
        expect((await anyone.post(urlOf("x"))).status).toBe(401)
        expectRefusal(await admin.get(urlOf("iitem_x")), "NOT_FOUND")
        expectRefusal(await admin.post(urlOf("iitem_x"), { notes: "x" }), "NOT_FOUND")
        expectRefusal(await admin.get(`${base}/peers/cspeer_x/links`), "NOT_FOUND")
      })

      it("are empty at first, with the policy of each field", async () => {
        const item = await given.item()
        const card = await cardOf(item.id)
        expect(card).toMatchObject({ inventory_item_id: item.id, link: null, fields: emptyFields })
        expect(card.policies).toMatchObject({
          title: "locked",
          sku: "link",
          unit: "match_or_blank",
          article_status: "fixed_locked",
          notes: "blank",
          deliver_in_full: "default_false",
          metadata: "copy_editable",
          article_group: "first_available",
        })
        expect(card.blank_fields).toEqual(expect.arrayContaining(["notes", "unit", "minimum"]))
      })

      it("keep what is posted, exactly, and leave the rest", async () => {
        const item = await given.item()
        const fields = {
          period_base_price: "12.345678",
          counter_unit_price: "0",
          service_group: "SG-1",
          return_warning: "Check the hinges",
          purchase_price: "100.5",
          depreciation_months: 36,
          residual_value: "7",
          vat_rate: "21",
          unit: "PCE",
          notes: "O'Neill ? “x”",
          deliver_in_full: true,
          skip_check_after_hire: true,
          serials_public: true,
        }
        const posted = await admin.post<{ item_card: ItemCard }>(urlOf(item.id), fields)
        expect(posted.status).toBe(200)
        expect(posted.data.item_card.fields).toEqual({ ...fields, article_status: "current" })
        await admin.post(urlOf(item.id), { notes: null, purchase_price: 2.5 })
        const card = await cardOf(item.id)
        expect(card.fields).toEqual({
          ...fields,
          notes: null,
          purchase_price: "2.5",
          article_status: "current",
        })
        expect(card.blank_fields).toContain("notes")
        expect(card.blank_fields).not.toContain("counter_unit_price")
      })

      it("refuse the article status, unknown fields and values that do not fit", async () => {
        const { id } = await given.item()
        expectInvalid(await admin.post(urlOf(id), { article_status: "old" }), "article_status")
        expectInvalid(await admin.post(urlOf(id), { colour: "red" }), "colour")
        expectInvalid(await admin.post(urlOf(id), { vat_rate: "101" }), "vat_rate")
        expectInvalid(await admin.post(urlOf(id), { purchase_price: "-1" }), "purchase_price")
        expectInvalid(
          await admin.post(urlOf(id), { depreciation_months: 1.5 }),
          "depreciation_months"
        )
        expectInvalid(await admin.post(urlOf(id), { deliver_in_full: null }), "deliver_in_full")
        expect((await cardOf(id)).fields).toEqual(emptyFields)
      })

      it("take a unit of the store's list only, once there is one", async () => {
        const { id } = await given.item()
        const settings = `${base}/settings`
        const answer = await admin.post(settings, { units: ["PCE", "DAY"] })
        expect(answer.data).toMatchObject({ settings: { units: ["PCE", "DAY"] } })
        expect((await admin.get(settings)).data).toMatchObject({
          settings: { units: ["PCE", "DAY"] },
        })
        expectInvalid(await admin.post(urlOf(id), { unit: "BOX" }), "unit")
        expectInvalid(await admin.post(settings, { units: ["PCE", "PCE"] }), "units")
        await admin.post(urlOf(id), { unit: "DAY" })
        expect((await cardOf(id)).fields.unit).toBe("DAY")
      })

      it("count minimum and maximum of a warehouse as filled", async () => {
        const { item, warehouse } = await given.supplier()
        const items = [{ inventory_item_id: item.id, minimum: "2", maximum: "5" }]
        await admin.post(`${base}/warehouses/${warehouse.id}/items`, { items })
        const card = await cardOf(item.id)
        expect(card.blank_fields).not.toContain("minimum")
        expect(card.blank_fields).not.toContain("maximum")
      })
    })

    describe("an article of a connected store", () => {
      interface Variant {
        id: string
        title: string
        sku: string | null
        ean: string | null
        options: { value: string; option: { title: string } }[]
        inventory_items: { inventory_item_id: string }[]
      }
      interface Product {
        id: string
        title: string
        handle: string
        status: string
        weight: number | null
        metadata: object | null
        images: { url: string }[]
        options: { id: string; title: string; values: { id: string; value: string }[] }[]
        categories: { id: string }[]
        sales_channels: object[]
        variants: Variant[]
      }

      const fields =
        "*variants,*variants.options,*variants.options.option,*variants.inventory_items,*options,*options.values,*images,*categories,*sales_channels"

      const productOf = async (id: string): Promise<Product> =>
        accepted(id, await admin.get<{ product: Product }>(`/admin/products/${id}`, { fields }))
          .product

      const inTransaction = <T>(work: (context: Context) => Promise<T>): Promise<T> =>
        ledgerOf(world.container()).inOneTransaction(work)

      /** A connection that was made long ago. */
      const peerOf = async (existing: "ask" | "link" = "ask"): Promise<SendingPeer> => {
        const { contractor, warehouse } = await given.supplier()
        const id = `cspeer_${contractor.id}`
        await inTransaction(async (context) => {
          const sql = sqlOf(context)
          await sql(
            `insert into consignment_peer (id, connection_id, role, status, name, contractor_id, warehouse_id,
               existing_articles) values (?, ?, 'consignee', 'connected', 'Owner', ?, ?, ?)`,
            [id, id, contractor.id, warehouse.id, existing]
          )
          for (const feed of ["sent", "received"]) {
            await sql(
              `insert into consignment_peer_feed (peer_id, feed, epoch) values (?, ?, 'e')`,
              [id, feed]
            )
          }
        })
        return { id, contractor_id: contractor.id, existing_articles: existing }
      }

      const disconnect = async (peer: SendingPeer): Promise<void> => {
        await inTransaction(async (context) => {
          await sqlOf(context)(`update consignment_peer set status = 'disconnected' where id = ?`, [
            peer.id,
          ])
        })
      }

      const sentTypes = async (peer: SendingPeer): Promise<[string, unknown][]> =>
        await inTransaction(async (context) => {
          const rows = await sqlOf(context)<{ type: string; body: { sku: unknown } }>(
            `select type, body from consignment_peer_message where peer_id = ? and feed = 'sent' order by sequence`,
            [peer.id]
          )
          return rows.map(({ type, body }) => [type, body.sku])
        })

      /** An article as a store would send it that has what this one has, under other SKUs. */
      const sent = async (
        itemId: string,
        linkId: string,
        change: (article: DescribedArticle) => void = () => undefined
      ): Promise<DescribedArticle> => {
        const article = await inTransaction((context) =>
          describeArticle(sqlOf(context), linkId, itemId)
        )
        assert(article, "The item is gone.")
        const renamed = structuredClone(article)
        renamed.sku = `A-${renamed.sku}`
        renamed.item.sku = renamed.sku
        const { variant } = renamed
        if (variant) {
          Object.assign(variant, {
            sku: `A-${variant.sku}`,
            ean: `A-${variant.ean as string}`,
            barcode: null,
          })
        }
        change(renamed)
        renamed.hash = hashOfArticle(renamed)
        return renamed
      }

      const receive = async (
        peer: SendingPeer,
        article: DescribedArticle,
        options: { choice?: "link" } = {}
      ) => {
        const applied = await inTransaction((context) =>
          applyArticle(world.container(), context, peer, article, options)
        )
        await applied.emitEvents(world.container())
        return applied
      }

      const linksOf = async (peerId: string): Promise<PeerLink[]> => {
        const url = `${base}/peers/${peerId}/links`
        return (await world.get<{ links: PeerLink[] }>(url)).links
      }

      /** A product of the owner's store with two variants. */
      const ownersProduct = async (sku: string) => {
        const url = "/admin/products"
        const { product } = accepted(
          url,
          await admin.post<{ product: Product }>(`${url}?fields=${fields}`, {
            title: `Drill ${sku}`,
            subtitle: "Strong",
            description: "A drill.",
            thumbnail: "https://a.example/t.png",
            images: [{ url: "https://a.example/1.png" }, { url: "https://a.example/2.png" }],
            weight: 1200,
            hs_code: "8467",
            origin_country: "de",
            material: "steel",
            discountable: false,
            metadata: { shelf: "A1" },
            status: "published",
            options: [{ title: "Size", values: ["S", "M"] }],
            variants: ["S", "M"].map((size) => ({
              title: `Drill ${size}`,
              sku: `${sku}-${size}`,
              ean: `40000${size}`,
              barcode: `B${size}`,
              weight: 900,
              metadata: { size },
              options: { Size: size },
              prices: [{ amount: 10, currency_code: "eur" }],
            })),
          })
        )
        const itemOf = (size: string): string =>
          product.variants.find(({ title }) => title === `Drill ${size}`)?.inventory_items[0]
            ?.inventory_item_id ?? ""
        return { product, small: itemOf("S"), medium: itemOf("M") }
      }

      it("makes product, variant, item and card, a draft in no sales channel, and marks the owner", async () => {
        const { product, small } = await ownersProduct("P1")
        await admin.post(`${base}/settings`, { units: ["DAY"] })
        // None of the owner's values crosses but the unit.
        const filled = {
          period_base_price: "12.5",
          counter_unit_price: "3",
          service_group: "S1",
          return_warning: "Empty the tank",
          purchase_price: "5",
          depreciation_months: 36,
          residual_value: "1",
          vat_rate: "21",
          notes: "Ours",
          deliver_in_full: true,
          skip_check_after_hire: true,
          serials_public: true,
          unit: "DAY",
        }
        expect([...Object.keys(filled), "article_status"].sort()).toEqual(
          Object.keys(emptyFields).sort()
        )
        await admin.post(urlOf(small), filled)
        expect((await cardOf(small)).fields).toEqual({ ...filled, article_status: "current" })
        const category = accepted(
          "categories",
          await admin.post<{ product_category: { id: string } }>("/admin/product-categories", {
            name: "First",
          })
        ).product_category
        const peer = await peerOf()
        const applied = await receive(peer, await sent(small, "cslink_1"))
        const [link] = await linksOf(peer.id)
        expect(link).toMatchObject({
          id: "cslink_1",
          state: "linked",
          locked: true,
          sku: "A-P1-S",
          their_sku: "A-P1-S",
          inventory_item_id: applied.inventory_item_id,
        })
        const made = await productOf(link?.product_id ?? "")
        expect(made).toMatchObject({
          title: "Drill P1",
          subtitle: "Strong",
          description: "A drill.",
          thumbnail: "https://a.example/t.png",
          handle: `${product.handle}-2`,
          status: "draft",
          sales_channels: [],
          weight: 1200,
          hs_code: "8467",
          origin_country: "de",
          material: "steel",
          discountable: false,
          metadata: { shelf: "A1" },
          categories: [{ id: category.id }],
        })
        expect(made.images.map(({ url }) => url)).toEqual([
          "https://a.example/1.png",
          "https://a.example/2.png",
        ])
        expect(made.options).toMatchObject([{ title: "Size" }])
        expect(made.options[0]?.values.map(({ value }) => value).sort()).toEqual(["M", "S"])
        expect(made.variants).toMatchObject([
          {
            title: "Drill S",
            sku: "A-P1-S",
            ean: "A-40000S",
            weight: 900,
            metadata: { size: "S" },
            options: [{ value: "S" }],
            inventory_items: [{ inventory_item_id: applied.inventory_item_id }],
          },
        ])
        const card = await cardOf(applied.inventory_item_id)
        expect(card.fields).toEqual({ ...emptyFields, unit: "DAY" })
        expect(card.link).toEqual({ peer_id: peer.id, state: "linked", locked_by: "Owner" })
        expect([...card.blank_fields].sort()).toEqual(
          [
            "counter_unit_price",
            "depreciation_months",
            "maximum",
            "minimum",
            "notes",
            "period_base_price",
            "prices",
            "purchase_price",
            "residual_value",
            "return_warning",
            "service_group",
            "vat_rate",
          ].sort()
        )
        const items = await admin.get(`${base}/contractors/${peer.contractor_id}/items`)
        expect(items.data).toMatchObject({
          items: expect.arrayContaining([
            expect.objectContaining({
              inventory_item_id: applied.inventory_item_id,
              sku: "A-P1-S",
              contractor_sku: "A-P1-S",
            }),
          ]) as object[],
        })
      })

      it("is made once, and changes nothing when it comes again", async () => {
        const { small } = await ownersProduct("P2")
        const peer = await peerOf()
        const article = await sent(small, "cslink_2")
        const first = await receive(peer, article)
        const [link] = await linksOf(peer.id)
        const before = await productOf(link?.product_id ?? "")
        const second = await receive(peer, article)
        expect(second).toMatchObject({ inventory_item_id: first.inventory_item_id, is_new: false })
        expect(await productOf(link?.product_id ?? "")).toEqual(before)
        expect(await linksOf(peer.id)).toEqual([link])
      })

      it("is not half made by a crash in the middle", async () => {
        const { small } = await ownersProduct("P3")
        const peer = await peerOf()
        const article = await sent(small, "cslink_3")
        const crash = inTransaction(async (context) => {
          await applyArticle(world.container(), context, peer, article)
          throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "crash")
        })
        await expect(crash).rejects.toThrow("crash")
        const named = { sku: "A-P3-S" }
        expect((await admin.get("/admin/inventory-items", named)).data).toMatchObject({ count: 0 })
        expect((await admin.get("/admin/products", { title: "Drill P3" })).data).toMatchObject({
          count: 1,
        })
        await receive(peer, article)
        expect((await admin.get("/admin/inventory-items", named)).data).toMatchObject({ count: 1 })
        expect((await admin.get("/admin/products", { title: "Drill P3" })).data).toMatchObject({
          count: 2,
        })
      })

      it("joins the product that was made for its other variants", async () => {
        const { small, medium } = await ownersProduct("P4")
        const peer = await peerOf()
        await receive(peer, await sent(small, "cslink_4s"))
        await receive(peer, await sent(medium, "cslink_4m"))
        const [one, other] = await linksOf(peer.id)
        expect(other?.product_id).toBe(one?.product_id)
        const made = await productOf(one?.product_id ?? "")
        expect(made.variants.map(({ sku }) => sku).sort()).toEqual(["A-P4-M", "A-P4-S"])
      })

      it("crosses alone if its item has no variant", async () => {
        const item = await given.item("LONE")
        const peer = await peerOf()
        const applied = await receive(peer, await sent(item.id, "cslink_5"))
        expect(await linksOf(peer.id)).toMatchObject([
          { inventory_item_id: applied.inventory_item_id, product_id: null, variant_id: null },
        ])
      })

      it("crosses alone as a component of a kit", async () => {
        const [table, leg] = [await given.item("KIT-TABLE"), await given.item("KIT-LEG")]
        const { product } = accepted(
          "kit",
          await admin.post<{ product: Product }>("/admin/products", {
            title: "Kit",
            options: [{ title: "Size", values: ["One"] }],
            variants: [
              {
                title: "Kit",
                sku: "KIT-TABLE-KIT",
                options: { Size: "One" },
                prices: [],
                inventory_items: [
                  { inventory_item_id: table.id, required_quantity: 1 },
                  { inventory_item_id: leg.id, required_quantity: 4 },
                ],
              },
            ],
          })
        )
        expect(product.title).toBe("Kit")
        for (const [index, item] of [table, leg].entries()) {
          expect(await sent(item.id, `cslink_kit${index}`)).toMatchObject({
            product: null,
            variant: null,
          })
        }
      })

      it("does not take the place of a variant of our own with the same options", async () => {
        const { small, medium } = await ownersProduct("P9")
        const peer = await peerOf()
        await receive(peer, await sent(small, "cslink_9s"))
        const [link] = await linksOf(peer.id)
        const own = { title: "Ours", sku: "OURS-M", options: { Size: "M" }, prices: [] }
        const url = `/admin/products/${link?.product_id}/variants`
        expect((await admin.post(url, own)).status).toBe(200)
        const article = await sent(medium, "cslink_9m")
        await expect(receive(peer, article)).rejects.toMatchObject({
          code: "INVALID_DATA",
          message: expect.stringContaining("already exists") as string,
        })
        expect(await linksOf(peer.id)).toHaveLength(1)
      })

      it("of one supplier is linked to that of another, and follows the first alone", async () => {
        const { small } = await ownersProduct("P10")
        const [first, second] = [await peerOf(), await peerOf("link")]
        const article = await sent(small, "cslink_10")
        const { inventory_item_id: itemId } = await receive(first, article)
        const theirs = structuredClone({ ...article, link_id: "cslink_other" })
        Object.assign(theirs.product ?? {}, { title: "Theirs" })
        await receive(second, { ...theirs, hash: hashOfArticle(theirs) })
        expect(await linksOf(second.id)).toMatchObject([
          { inventory_item_id: itemId, locked: false, state: "linked" },
        ])
        expect((await cardOf(itemId)).link).toMatchObject({ peer_id: first.id })
        const [link] = await linksOf(first.id)
        expect((await productOf(link?.product_id ?? "")).title).toBe("Drill P10")
      })

      it("follows the owner in locked fields, and keeps our edits of all others", async () => {
        const { small } = await ownersProduct("P6")
        const peer = await peerOf()
        const applied = await receive(peer, await sent(small, "cslink_6"))
        const [link] = await linksOf(peer.id)
        const url = `/admin/products/${link?.product_id}`
        await admin.post(url, { metadata: { shelf: "B9" }, handle: "ours", status: "published" })
        await admin.post(urlOf(applied.inventory_item_id), { notes: "Ours", unit: null })
        await receive(
          peer,
          await sent(small, "cslink_6", (article) => {
            Object.assign(article.product ?? {}, {
              title: "Drill 2",
              subtitle: null,
              weight: 7,
              images: ["https://a.example/3.png"],
              metadata: { shelf: "A2" },
              options: [{ title: "Format", values: ["S", "M", "L"] }],
            })
            Object.assign(article.variant ?? {}, {
              title: "Small",
              ean: "5",
              options: { Format: "S" },
            })
            article.item.hs_code = "9999"
          })
        )
        const made = await productOf(link?.product_id ?? "")
        expect(made).toMatchObject({
          title: "Drill 2",
          subtitle: null,
          weight: 7,
          metadata: { shelf: "B9" },
          handle: "ours",
          status: "published",
          images: [{ url: "https://a.example/3.png" }],
          options: [{ title: "Format" }],
          variants: [{ title: "Small", ean: "5", sku: "A-P6-S", options: [{ value: "S" }] }],
        })
        expect(made.options[0]?.values.map(({ value }) => value).sort()).toEqual(["L", "M", "S"])
        const item = await admin.get(`/admin/inventory-items/${applied.inventory_item_id}`)
        expect(item.data).toMatchObject({ inventory_item: { hs_code: "9999" } })
        expect((await cardOf(applied.inventory_item_id)).fields.notes).toBe("Ours")
      })

      it("is asked for if its SKU exists here, and then linked with nothing locked", async () => {
        const { product, small } = await ownersProduct("P7")
        const peer = await peerOf()
        const article = await sent(small, "cslink_7", (same) => {
          same.sku = "P7-S"
          if (same.variant) Object.assign(same.variant, { title: "Theirs", ean: "40000S" })
        })
        await expect(receive(peer, article)).rejects.toMatchObject({ code: "ARTICLE_EXISTS" })
        expect(await linksOf(peer.id)).toEqual([])
        await receive(peer, article, { choice: "link" })
        expect(await linksOf(peer.id)).toMatchObject([
          { inventory_item_id: small, product_id: product.id, locked: false, state: "linked" },
        ])
        await receive(peer, { ...article, hash: "other" })
        expect(await productOf(product.id)).toEqual(product)
      })

      it("is linked at once where the connection says so, unless barcodes differ", async () => {
        const { small, medium } = await ownersProduct("P8")
        const peer = await peerOf("link")
        await receive(
          peer,
          await sent(small, "cslink_8s", (same) => {
            same.sku = "P8-S"
            if (same.variant) same.variant.ean = null
          })
        )
        const other = await sent(medium, "cslink_8m", (same) => {
          same.sku = "P8-M"
          if (same.variant) same.variant.barcode = "X"
        })
        await expect(receive(peer, other)).rejects.toMatchObject({ code: "ARTICLE_EXISTS" })
        expect(await linksOf(peer.id)).toMatchObject([{ inventory_item_id: small, locked: false }])
      })

      describe("that was made here", () => {
        const made = async (sku: string) => {
          const { small } = await ownersProduct(sku)
          const peer = await peerOf()
          const article = await sent(small, `cslink_${sku}`)
          const { inventory_item_id: itemId } = await receive(peer, article)
          const [link] = await linksOf(peer.id)
          const product = await productOf(link?.product_id ?? "")
          return {
            peer,
            article,
            itemId,
            product,
            url: `/admin/products/${product.id}`,
            variant: product.variants[0] as Variant,
            option: product.options[0] as Product["options"][number],
          }
        }

        const expectLocked = (answer: Answer<unknown>, ...names: string[]): void => {
          expect(answer).toMatchObject({ status: 400, data: { code: "LINKED_FIELD_LOCKED" } })
          for (const name of names) {
            expect((answer.data as { message: string }).message).toContain(name)
          }
        }

        it("locks its fields in every route and form of the host", async () => {
          const { itemId, product, variant, option, url } = await made("G1")
          const variantUrl = `${url}/variants/${variant.id}`
          const value = option.values[0]?.id
          const unused = option.values.find((one) => one.value === "M")?.id
          const before = await productOf(product.id)
          expectLocked(await admin.post(url, { title: "Mine", weight: 5 }), "title", "weight")
          expectLocked(await admin.post(url, { images: [] }), "images")
          expectLocked(await admin.post(url, { discountable: true }), "discountable")
          expectLocked(
            await admin.post("/admin/products/batch", {
              update: [{ id: product.id, subtitle: "Mine" }],
            }),
            "subtitle"
          )
          expectLocked(await admin.post(url, { variants: [{ id: variant.id, upc: "9" }] }), "upc")
          expectLocked(await admin.post(variantUrl, { title: "Mine", ean: "9" }), "title", "ean")
          expectLocked(
            await admin.post(`${url}/variants/batch`, { update: [{ id: variant.id, weight: 1 }] }),
            "weight"
          )
          expectLocked(await admin.post(variantUrl, { options: { Size: "M" } }), "options")
          const batch = `${url}/options/batch`
          expectLocked(
            await admin.post(batch, {
              update: [{ product_option_id: option.id, remove: [unused] }],
            }),
            "options"
          )
          expectLocked(
            await admin.post(batch, { add: [{ title: "Colour", values: ["red"] }] }),
            "options"
          )
          expectLocked(
            await admin.post(`/admin/product-options/${option.id}`, { title: "X" }),
            "options"
          )
          expectLocked(
            await admin.post(`/admin/product-options/${option.id}/values/${value}`, { value: "X" }),
            "options"
          )
          expectLocked(
            await admin.post(`/admin/inventory-items/${itemId}`, { hs_code: "1", title: "Mine" }),
            "hs_code",
            "title"
          )
          expect(await productOf(product.id)).toEqual(before)
        })

        it("locks them for files that are imported", async () => {
          const { product } = await made("G2")
          const importing = batchProductsWorkflow(world.container()).run({
            input: { update: [{ id: product.id, title: "Mine" }] },
          })
          await expect(importing).rejects.toMatchObject({ code: "LINKED_FIELD_LOCKED" })
        })

        it("lets equal values, prices, variants of our own and all other fields pass", async () => {
          const { itemId, product, variant, option, url } = await made("G3")
          const answers = [
            await admin.post(url, {
              title: product.title,
              weight: 1200,
              images: [{ url: "https://a.example/1.png" }, { url: "https://a.example/2.png" }],
              status: "published",
              handle: "mine",
              metadata: { mine: true },
            }),
            await admin.post(`${url}/variants/${variant.id}`, {
              ean: variant.ean,
              options: { Size: "S" },
              allow_backorder: true,
              prices: [{ amount: 12, currency_code: "eur" }],
            }),
            await admin.post(`${url}/options/batch`, {
              update: [{ product_option_id: option.id, add: [{ value: "XL" }] }],
            }),
            await admin.post(`${url}/variants`, {
              title: "Mine",
              sku: "MINE-XL",
              options: { Size: "XL" },
              prices: [],
            }),
            await admin.post(`/admin/inventory-items/${itemId}`, { requires_shipping: false }),
          ]
          expect(answers.map(({ status, data }) => (status < 300 ? "ok" : data))).toEqual(
            answers.map(() => "ok")
          )
          expect((await cardOf(itemId)).blank_fields).not.toContain("prices")
        })

        it("frees a variant that is detached from its item, and the one that takes its place", async () => {
          const { peer, article, itemId, product, url, variant } = await made("G9")
          const rename = async (id: string, title: string) =>
            await admin.post(`${url}/variants/${id}`, { title })
          expectLocked(await rename(variant.id, "Mine"), "title")
          const attached = `${url}/variants/${variant.id}/inventory-items`
          expect((await admin.delete(`${attached}/${itemId}`)).status).toBe(200)
          expect((await rename(variant.id, "Mine")).status).toBe(200)
          expect((await admin.post(url, { title: "My product" })).status).toBe(200)
          const ours = accepted(
            "variants",
            await admin.post<{ product: Product }>(`${url}/variants`, {
              title: "Ours",
              sku: "OURS-G9",
              options: { Size: "M" },
              prices: [],
              inventory_items: [{ inventory_item_id: itemId, required_quantity: 1 }],
            })
          ).product.variants.find(({ sku }) => sku === "OURS-G9")
          expect((await rename(ours?.id ?? "", "Ours as well")).status).toBe(200)
          // The owner's change reaches the item, and no variant of ours.
          const changed = structuredClone(article)
          changed.hash = "changed"
          changed.item.title = "Their item"
          if (changed.variant) changed.variant.title = "Their variant"
          await receive(peer, changed)
          const { variants, title } = await productOf(product.id)
          expect(title).toBe("My product")
          expect(variants.map((one) => one.title).sort()).toEqual(["Mine", "Ours as well"])
          const { data } = await admin.get<{ inventory_item: { title: string } }>(
            `/admin/inventory-items/${itemId}`
          )
          expect(data.inventory_item.title).toBe("Their item")
        })

        it("breaks its link by another SKU, and restores it by the same again", async () => {
          const { peer, article, itemId, url, variant } = await made("G6")
          const variantUrl = `${url}/variants/${variant.id}`
          expect((await admin.post(variantUrl, { sku: "NEW" })).status).toBe(200)
          expect(await linksOf(peer.id)).toMatchObject([
            { state: "broken", sku: "NEW", their_sku: "A-G6-S" },
          ])
          expect((await cardOf(itemId)).link).toMatchObject({ state: "broken" })
          await expect(receive(peer, { ...article, hash: "later" })).rejects.toMatchObject({
            code: "LINK_BROKEN",
          })
          await admin.post(variantUrl, { sku: "A-G6-S" })
          expect(await linksOf(peer.id)).toMatchObject([{ state: "linked", sku: "A-G6-S" }])
          await admin.post(`/admin/inventory-items/${itemId}`, { sku: "OTHER" })
          expect(await linksOf(peer.id)).toMatchObject([{ state: "broken", sku: "OTHER" }])
          await admin.post("/admin/products/batch", {
            update: [{ id: url.split("/").pop(), variants: [{ id: variant.id, sku: "NEW" }] }],
          })
          await admin.post(`/admin/inventory-items/${itemId}`, { sku: "A-G6-S" })
          expect(await linksOf(peer.id)).toMatchObject([{ state: "broken", sku: "NEW" }])
          await admin.post(variantUrl, { sku: "A-G6-S" })
          expect(await linksOf(peer.id)).toMatchObject([{ state: "linked" }])
          expect(await sentTypes(peer)).toEqual([
            ["link.broken", "NEW"],
            ["link.restored", "A-G6-S"],
            ["link.broken", "OTHER"],
            ["link.broken", "NEW"],
            ["link.restored", "A-G6-S"],
          ])
        })

        it("is free once the stores are disconnected", async () => {
          const { peer, itemId, url } = await made("G7")
          await disconnect(peer)
          expect((await admin.post(url, { title: "Mine" })).status).toBe(200)
          expect((await cardOf(itemId)).link).toBeNull()
        })

        it("may be deleted without stock, which ends the link; later it is made again", async () => {
          const { peer, article, itemId, url } = await made("G4")
          expect((await admin.delete(url)).status).toBe(200)
          expect(await linksOf(peer.id)).toEqual([])
          const again = await receive(peer, article)
          expect(again).toMatchObject({ is_new: true })
          expect(again.inventory_item_id).not.toBe(itemId)
          expect(await linksOf(peer.id)).toMatchObject([{ id: article.link_id, locked: true }])
        })
      })

      it("of ours is described again, and its link follows, once a day past the host's flows", async () => {
        const { product, small, medium } = await ownersProduct("J1")
        const peer = await peerOf()
        const links = await inTransaction(async (context) => {
          const sql = sqlOf(context)
          await sql(`update consignment_peer set role = 'consignor' where id = ?`, [peer.id])
          return await ensureLinks(sql, peer.id, [small, medium])
        })
        await checkLinks(world.container())
        expect(await sentTypes(peer)).toHaveLength(2)
        await checkLinks(world.container())
        expect(await sentTypes(peer)).toHaveLength(2)
        const { container } = world
        const variant = product.variants.find(({ sku }) => sku === "J1-S")
        await container().resolve(Modules.PRODUCT).updateProducts(product.id, { title: "New" })
        await container()
          .resolve(Modules.PRODUCT)
          .updateProductVariants(variant?.id ?? "", { sku: "J1-X" })
        await container().resolve(Modules.INVENTORY).softDeleteInventoryItems([medium])
        await checkLinks(world.container())
        expect((await sentTypes(peer)).slice(2)).toEqual([
          ["link.broken", "J1-X"],
          ["article.described", "J1-S"],
        ])
        expect(links).toHaveLength(2)
        expect(await linksOf(peer.id)).toMatchObject([
          { inventory_item_id: small, state: "broken", sku: "J1-X", locked: false },
        ])
      })

      it("is forgotten by its feed 90 days after it was applied, what books rest on is kept", async () => {
        const peer = await peerOf()
        const write = async (sequence: number, type: string, state: string, days: number) => {
          await inTransaction(async (context) => {
            await sqlOf(context)(
              `insert into consignment_peer_message
                 (peer_id, feed, sequence, type, about, body, hash, state, created_at, applied_at)
               select ?, 'sent', ?::bigint, ?, '{}'::text[], '{}'::jsonb, '', ?, at, case when ? = 'applied' then at end
               from (select now() - make_interval(days => ?::int) as at) long_ago`,
              [peer.id, sequence, type, state, state, days]
            )
          })
        }
        await write(1, "article.described", "applied", 100)
        await write(2, "delivery.posted", "applied", 99)
        await write(3, "note", "dismissed", 98)
        await write(4, "note", "exception", 97)
        await write(5, "note", "applied", 96)
        await write(6, "note", "applied", 1)
        const left = async () => (await sentTypes(peer)).map(([type]) => type)
        await clearFeeds(world.container())
        expect(await left()).toEqual(["delivery.posted", "note", "note", "note"])
        await inTransaction(async (context) => {
          const sql = sqlOf(context)
          await sql(
            `update consignment_peer_message set state = 'dismissed' where peer_id = ? and sequence = 4`,
            [peer.id]
          )
        })
        await clearFeeds(world.container())
        expect(await left()).toEqual(["delivery.posted", "note"])
      })

      it("that existed here has nothing locked", async () => {
        const { product, small } = await ownersProduct("G5")
        const peer = await peerOf("link")
        const article = await sent(small, "cslink_g5", (same) => {
          same.sku = "G5-S"
          if (same.variant) same.variant.ean = null
        })
        await receive(peer, article)
        const answer = await admin.post(`/admin/products/${product.id}`, { title: "Mine" })
        expect(answer.status).toBe(200)
      })
    })
  },
})
