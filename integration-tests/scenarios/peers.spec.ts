import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createShop } from "../helpers/shop"

// Cases that others test, in our words; docs/peer-cases.md tells which case is which.
medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const shop = createShop(suite)

    beforeAll(() => shop.open())
    afterEach(() => shop.expectLawsToHold())

    describe("ownership", () => {
      it("A1: owes what was bought and what was sold, and not what was taken back", async () => {
        const { given, when, then } = tellOfDocuments(shop)
        await given.receipt("L", "10", "4.00")
        await then.lines(await when.previews())
        await when.buys("4")
        await then.lines(await when.previews(), { transferred: "4", net: "4", net_value: "16.00" })
        await then.level(["10", "4", "6"])
        await when.issues("3", { strategy: "consignment_first" })
        await then.lines(await when.previews(), {
          issued: "3",
          transferred: "4",
          net: "7",
          net_value: "28.00",
        })
        const bought = await when.buys("1")
        await when.reverses(bought)
        await then.lines(await when.previews(), {
          issued: "3",
          transferred: "5",
          transfer_reversed: "1",
          net: "7",
          net_value: "28.00",
        })
        await then.level(["7", "4", "3"])
      })

      it("A4: takes own pieces before a contractor's, and both only where one alone does not do", async () => {
        const { given, when, then } = shop.story()
        await given.own("5000")
        await given.receipt("A:LA", "5000", "1.00")
        await given.receipt("B:LB", "5000", "1.00")
        await then.picks(await when.issues("1", { lot: "LA" }), "LA 1")
        await then.picks(await when.issues("1"), "own 1")
        await then.picks(await when.issues("6000"), "own 4999", "LA 1001")
      })
    })

    describe("settlements and returns", () => {
      it("B3: credits each part of a return in the period in which it came back", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "20", "7.50")
        const issue = await when.issues("4")
        await when.returns("3", { of: issue })
        await then.lines(await when.settles(), {
          issued: "4",
          returned: "3",
          net: "1",
          net_value: "7.50",
        })
        await when.returns("1", { of: issue })
        // The period of the sale is closed: the last piece is ours.
        await then.level(["20", "1", "19"])
        await then.lines(await when.settles(), { opening: "1", to_invoice: "1", amount: "7.50" })
      })

      it("B1: owes what a sale brought less a commission of a tenth, once", async () => {
        const terms = { price_basis: "commission", commission_percent: "10" } as const
        const { given, when, then } = shop.story({ terms })
        given.product("X", { X: 1 }, { price: 100 })
        await given.receipt("L", "1", "50.00")
        await when.fulfils(await when.orders(1))
        await then.lines(await when.settles(), { issued: "1", net: "1", net_value: "90.00" })
        await then.lines(await when.settles(), { opening: "1", to_invoice: "1", amount: "90.00" })
      })

      it("B4: owes what is left of seven sold and two taken back", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "20", "1.00")
        const earlier = await when.issues("2")
        await when.settles()
        const issue = await when.issues("7")
        await when.returns("2", { of: issue })
        await then.lines(await when.previews(), {
          opening: "2",
          issued: "7",
          returned: "2",
          net: "5",
          to_invoice: "7",
          net_value: "5.00",
          amount: "7.00",
        })
        expect(earlier.status).toBe("posted")
      })

      it("B5: owes what was shipped, whatever was ordered", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "20", "1.00")
        const order = await when.orders(5)
        await when.fulfils(order, { only: 3 })
        await then.lines(await when.previews(), { issued: "3", net: "3", net_value: "3.00" })
      })

      it("B6: owes nothing, and is owed nothing, for unsold goods that go back", async () => {
        const { given, when, then } = tellOfDocuments(shop)
        await given.receipt("L", "10", "4.00")
        await when.sendsHome("4")
        const settlement = await when.settles()
        await then.lines(settlement)
        expect(settlement.stock).toMatchObject([
          { received: "10", consumed: "0", returned_to_consignor: "4", closing: "6" },
        ])
      })
    })

    describe("cost layers", () => {
      it("C1: empties several layers, and the one that is named", async () => {
        const { given, when, then } = shop.story()
        for (const [lot, quantity, cost] of [
          ["L1", "1", "10"],
          ["L2", "2", "20"],
          ["L3", "1", "20"],
          ["L4", "5", "20"],
        ] as const) {
          await given.receipt(lot, quantity, cost)
        }
        await when.issues("2", { lot: "L2" })
        await when.issues("1", { lot: "L3" })
        await then.lots({ L1: "1", L2: "0", L3: "0", L4: "5" })
        await then.value({ EUR: "110.00" })
        await when.issues("1")
        await then.lots({ L1: "0", L4: "5" })
        await then.value({ EUR: "100.00" })
      })

      it("C1: keeps quantity and value while there is no stock", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L1", "1", "10")
        await when.issues("1")
        await then.value({})
        await given.receipt("L2", "1", "10")
        await given.receipt("L3", "1", "10")
        await then.value({ EUR: "20.00" })
      })

      it("C2: costs what its layers cost", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L1", "4", "10")
        await given.receipt("L2", "2", "25")
        await then.value({ EUR: "90.00" })
        await then.picks(await when.issues("3"), "L1 3")
        await then.value({ EUR: "60.00" })
        await then.picks(await when.issues("2"), "L1 1", "L2 1")
        await then.value({ EUR: "25.00" })
        await then.lines(await when.previews(), { issued: "5", net: "5", net_value: "65.00" })
      })

      it("C4: values what is left of two purchases, to half a kilogram", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L1", "10", "50")
        await then.value({ EUR: "500.00" })
        await given.receipt("L2", "30", "80")
        await then.value({ EUR: "2900.00" })
        await when.issues("20")
        await then.value({ EUR: "1600.00" })
        await when.issues("0.5")
        await then.value({ EUR: "1560.00" })
        await then.lines(await when.previews(), {
          net: "20.5",
          issued: "20.5",
          net_value: "1340.00",
        })
      })
    })

    describe("the host's arithmetic, with the stock split", () => {
      it("E1': ships three times one piece of own and consigned stock", async () => {
        const { given, when, then } = shop.story()
        await given.own("2")
        await given.receipt("L", "8", "5.00")
        const order = await when.orders(3)
        await then.level(["10", "2", "8"])
        await then.reserved(3)
        for (const [left, own, consigned] of [
          ["9", "1", "8"],
          ["8", "0", "8"],
          ["7", "0", "7"],
        ] as const) {
          await when.fulfils(order, { only: 1 })
          await then.level([left, own, consigned])
          await then.reserved(+left - 7)
        }
        await then.cameFrom(order, "own 1", "own 1", "L 1")
        await then.lines(await when.previews(), { issued: "1", net: "1", net_value: "5.00" })
      })

      it("E2': ships no more than was ordered, and owes nothing for the attempt", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(3)
        await expect(when.fulfils(order, { only: 5 })).rejects.toThrow()
        await then.level(["10", "0", "10"])
        await then.reserved(3)
        await then.lines(await when.previews())
      })

      it("E4': owes nothing after a fulfilment that was cancelled, time and again", async () => {
        const { given, when, then } = shop.story()
        await given.receipt("L", "10", "5.00")
        const order = await when.orders(1)
        for (const issued of ["1", "2"]) {
          const fulfillment = await when.fulfils(order)
          await then.reserved(0)
          await when.cancelsFulfillment(fulfillment)
          await then.reserved(1)
          await then.level(["10", "0", "10"])
          await then.lines(await when.previews(), {
            issued,
            returned: issued,
            net_value: "0.00",
            balanced: true,
          })
        }
      })

      it("E6': takes the desk from own stock and owes four legs a table", async () => {
        const { given, when, then } = shop.story()
        given.product("TABLE", { DESK: 1, LEG: 4 })
        await given.own("10", { item: "DESK" })
        await given.receipt("L", "40", "3.00", { item: "LEG" })
        const order = await when.orders({ TABLE: 2 })
        await then.reserved(2, { item: "DESK" })
        await then.reserved(8, { item: "LEG" })
        const fulfillment = await when.fulfils(order)
        await then.level(["8", "8", "0"], { item: "DESK" })
        await then.level(["32", "0", "32"], { item: "LEG" })
        await then.lines(await when.previews(), {
          item: "LEG",
          issued: "8",
          net: "8",
          net_value: "24.00",
        })
        await when.cancelsFulfillment(fulfillment)
        await then.level(["10", "10", "0"], { item: "DESK" })
        await then.level(["40", "0", "40"], { item: "LEG" })
        await then.reserved(8, { item: "LEG" })
      })

      it("E8': counts a shared bottle once, whichever pack is sent, cancelled and sent again", async () => {
        const { given, when, then } = shop.story()
        given.product("PACK1", { X: 1 })
        given.product("PACK2", { X: 2 })
        given.product("PACK3", { X: 3 })
        await given.own("2")
        await given.receipt("L", "98", "1.00")
        const order = await when.orders({ PACK1: 2, PACK2: 2, PACK3: 2 })
        await then.reserved(12)
        for (const issued of ["10", "20"]) {
          const fulfillment = await when.fulfils(order)
          await then.level(["88", "0", "88"])
          await then.reserved(0)
          await when.cancelsFulfillment(fulfillment)
          await then.level(["100", "2", "98"])
          await then.reserved(12)
          await then.lines(await when.previews(), {
            issued,
            returned: issued,
            net_value: "0.00",
            balanced: true,
          })
        }
      })
    })
  },
})
