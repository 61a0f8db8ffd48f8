import type { Document } from "../../src/http-contract/document"
import type { HireWorklist, Loan, LoanWarning } from "../../src/http-contract/loan"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { sqlOf } from "../../src/modules/consignment/database/sql"
import { applyHires } from "../../src/modules/consignment/loans/apply-hires"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { writeLoanEnded } from "../../src/workflows/loan/tell-of-ended-loan"
import endHires from "../../src/jobs/end-hires"
import { hostLevels } from "../../src/workflows/host/inventory/levels"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"

interface ReceiptLine {
  quantity: string
  hire_until?: string
  serial_numbers?: string[]
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const service = () => world.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)

    /** A hire warehouse with hired units of one item, a lot for each line. */
    const hire = async (...lines: ReceiptLine[]) => {
      const { contractor, item } = await world.given.supplier()
      const warehouse = await world.given.warehouse({ purpose: "hire" })
      const { goods_receipt: receipt } = accepted(
        "goods-receipts",
        await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          contractor_id: contractor.id,
          warehouse_id: warehouse.id,
          lines: lines.map((line) => ({ inventory_item_id: item.id, unit_cost: "1.00", ...line })),
        })
      )
      const customer = await world.given.customer()
      const body = (line: object, others: object = {}) => ({
        warehouse_id: warehouse.id,
        borrower: { kind: "customer", id: customer.id },
        lines: [{ inventory_item_id: item.id, ...line }],
        ...others,
      })
      const tryLend = (line: object, others: object = {}) =>
        admin.post<{ loan: Loan; warnings: LoanWarning[] }>(`${base}/loans`, body(line, others))
      const lend = async (quantity: string, others: object = {}) =>
        accepted("loans", await tryLend({ quantity }, others)).loan
      const read = async ({ id }: { id: string }) =>
        (await admin.get<{ loan: Loan }>(`${base}/loans/${id}`)).data.loan
      const bring = ({ id, lines: [line] }: Loan, quantity: string, others: object = {}) =>
        admin.post<{ loan: Loan }>(`${base}/loans/${id}/returns`, {
          lines: [{ line_id: line?.id, quantity }],
          ...others,
        })
      const giveBack = (quantity: string, line: object = { inventory_item_id: item.id }) =>
        admin.post<{ consignor_return: Document }>(`${base}/consignor-returns`, {
          contractor_id: contractor.id,
          warehouse_id: warehouse.id,
          lines: [{ quantity, ...line }],
        })
      const level = async () => {
        const url = `/admin/inventory-items/${item.id}/location-levels`
        const { data } = await admin.get<{
          inventory_levels: { stocked_quantity: number; reserved_quantity: number }[]
        }>(url, { location_id: warehouse.stock_location_id })
        const [one] = data.inventory_levels
        return [one?.stocked_quantity, one?.reserved_quantity]
      }
      const reservations = async () =>
        (
          await admin.get<{ reservations: { quantity: number }[] }>("/admin/reservations", {
            inventory_item_id: item.id,
          })
        ).data.reservations
          .map(({ quantity }) => quantity)
          .sort((a, b) => a - b)
      const receiptLines = async () =>
        (await admin.get<{ goods_receipt: Document }>(`${base}/goods-receipts/${receipt.id}`)).data
          .goods_receipt.lines
      /** The hire of all lots ends now, though nobody has looked yet. */
      const expire = async () =>
        await service().inOneTransaction(async (context) => {
          const sql = sqlOf(context)
          await sql(`select set_config('consignment.posting', 'on', true)`)
          await sql(
            `update consignment_document_line set hire_until = now() - interval '1 second' where document_id = ?`,
            [receipt.id]
          )
        })
      return {
        contractor,
        customer,
        item,
        warehouse,
        receipt,
        body,
        tryLend,
        lend,
        read,
        bring,
        giveBack,
        level,
        reservations,
        receiptLines,
        expire,
      }
    }

    const statesOf = (loan: Loan | undefined) => {
      const [line] = loan?.lines ?? []
      return [
        loan?.status,
        line?.quantity,
        line?.quantity_returned,
        line?.quantity_ended,
        line?.quantity_collected,
      ]
    }

    describe("A loan", () => {
      it("keeps its reservation in the host until its units come back", async () => {
        const { lend, bring, item, level } = await hire({ quantity: "10" })
        const loan = await lend("4")
        const { data } = await admin.get<{ reservations: { id: string }[] }>(
          "/admin/reservations",
          { inventory_item_id: item.id }
        )
        const [reservation] = data.reservations
        const url = `/admin/reservations/${reservation?.id}`
        expectRefusal(await admin.delete(url), "CONSIGNED_STOCK_PRESENT")
        expectRefusal(await admin.post(url, { quantity: 1 }), "CONSIGNED_STOCK_PRESENT")
        expect(await level()).toEqual([10, 4])
        accepted("returns", await bring(loan, "4"))
        expect(await level()).toEqual([10, 0])
      })

      it("leaves other reservations of its item to the host", async () => {
        const { item, warehouse } = await hire({ quantity: "10" })
        const { reservation } = accepted(
          "reservations",
          await admin.post<{ reservation: { id: string } }>("/admin/reservations", {
            inventory_item_id: item.id,
            location_id: warehouse.stock_location_id,
            quantity: 2,
          })
        )
        const url = `/admin/reservations/${reservation.id}`
        expect((await admin.post(url, { quantity: 1 })).status).toBe(200)
        expect((await admin.delete(url)).status).toBe(200)
      })

      it("reserves its units in the host, and gives them back with the return", async () => {
        const { lend, bring, level, reservations, customer, warehouse } = await hire({
          quantity: "10",
        })
        const loan = await lend("4", { until: "2099-01-31", reference: "R1", note: "N" })
        expect(loan).toMatchObject({
          number: expect.stringMatching(/^LN-\d{6}$/) as string,
          status: "active",
          warehouse_id: warehouse.id,
          borrower: { kind: "customer", id: customer.id, name: null },
          until: "2099-01-31T23:59:59.999Z",
          overdue: false,
          to_collect: false,
          reference: "R1",
          note: "N",
          lines: [{ quantity: "4", allocations: [{ ownership: "hired", quantity: "4" }] }],
        })
        expect(await level()).toEqual([10, 4])
        expect(await reservations()).toEqual([4])
        const part = await bring(loan, "1")
        expect(statesOf(part.data.loan)).toEqual(["partly_returned", "4", "1", "0", "0"])
        expect(await level()).toEqual([10, 3])
        const rest = await bring(loan, "3")
        expect(statesOf(rest.data.loan)).toEqual(["returned", "4", "4", "0", "0"])
        expect(await level()).toEqual([10, 0])
        expect(await reservations()).toEqual([])
        expectRefusal(await bring(loan, "1"), "EXCEEDS_RETURNABLE")
      })

      it("takes no more than what is free", async () => {
        const { lend, tryLend, level } = await hire({ quantity: "10" })
        await lend("7")
        const refused = await tryLend({ quantity: "4" })
        expectRefusal(refused, "INSUFFICIENT_STOCK")
        expect(refused.data).toMatchObject({
          details: { lines: [{ index: 0, quantity: "4", available: "3" }] },
        })
        expect(await level()).toEqual([10, 7])
      })

      it("takes hired units first, then own ones, unless it names a lot", async () => {
        const { lend, tryLend, item, warehouse, receipt } = await hire(
          { quantity: "2" },
          { quantity: "3" }
        )
        const url = `/admin/inventory-items/${item.id}/location-levels/${warehouse.stock_location_id}`
        await admin.post(url, { stocked_quantity: 9 })
        const [, second] = receipt.lines
        const named = accepted(
          "loans",
          await tryLend({ inventory_item_id: undefined, lot_id: second?.lot_id, quantity: "2" })
        ).loan
        expect(named.lines[0]?.allocations).toEqual([
          { ownership: "hired", lot_id: second?.lot_id, quantity: "2" },
        ])
        const loan = await lend("5")
        expect(loan.lines[0]?.allocations).toMatchObject([
          { ownership: "hired", lot_id: receipt.lines[0]?.lot_id, quantity: "2" },
          { ownership: "hired", lot_id: second?.lot_id, quantity: "1" },
          { ownership: "own", lot_id: null, quantity: "2" },
        ])
        expectRefusal(
          await tryLend({ lot_id: second?.lot_id, quantity: "1" }),
          "INSUFFICIENT_STOCK"
        )
      })

      it("is accepted beyond the hire, with a warning", async () => {
        const { tryLend } = await hire({ quantity: "10", hire_until: "2098-01-01T00:00:00.000Z" })
        const warning = { code: "BEYOND_HIRE", line: 0, hire_until: "2098-01-01T00:00:00.000Z" }
        const open = await tryLend({ quantity: "1" })
        expect(open).toMatchObject({ status: 201, data: { warnings: [warning] } })
        const late = await tryLend({ quantity: "1" }, { until: "2099-01-01" })
        expect(late.data.warnings).toEqual([warning])
        const within = await tryLend({ quantity: "1" }, { until: "2097-01-01" })
        expect(within.data.warnings).toEqual([])
      })

      it("is posted once for a key, and refuses what makes no sense", async () => {
        const { tryLend, body, warehouse } = await hire({ quantity: "10" })
        const first = await tryLend({ quantity: "1" }, { idempotency_key: "L1" })
        const again = await tryLend({ quantity: "1" }, { idempotency_key: "L1" })
        expect([first.status, again.status]).toEqual([201, 200])
        expect(again.data.loan).toEqual(first.data.loan)
        expectRefusal(
          await tryLend({ quantity: "2" }, { idempotency_key: "L1" }),
          "IDEMPOTENCY_MISMATCH"
        )
        const sale = await world.given.warehouse()
        const loan = body({ quantity: "1" })
        const post = (change: object) => admin.post(`${base}/loans`, { ...loan, ...change })
        expectInvalid(await post({ warehouse_id: sale.id }), "warehouse_id")
        expectInvalid(await post({ until: "2020-01-01" }), "until")
        expectInvalid(await post({ borrower: { kind: "staff" } }), "borrower.id")
        expectInvalid(await post({ borrower: { kind: "customer", id: "cus_no" } }), "borrower.id")
        const staff = await post({ borrower: { kind: "staff", name: "Ann" } })
        expect(staff).toMatchObject({
          status: 201,
          data: { loan: { borrower: { kind: "staff", id: null, name: "Ann" } } },
        })
        expect(warehouse.purpose).toBe("hire")
      })

      it("is lent to a partner as to a customer or to staff", async () => {
        const { tryLend, body } = await hire({ quantity: "10" })
        const partner = await world.given.contractor({ name: "Sub-hirer" })
        const to = (id: string) => ({ borrower: { kind: "contractor", id } })
        expect(await tryLend({ quantity: "3" }, to(partner.id))).toMatchObject({
          status: 201,
          data: {
            loan: {
              status: "active",
              borrower: { kind: "contractor", id: partner.id },
              lines: [{ quantity: "3" }],
            },
          },
        })
        const { loans } = await world.get<{ loans: Loan[] }>(`${base}/loans`, {
          borrower_id: partner.id,
        })
        expect(loans).toHaveLength(1)
        const unknown = await admin.post(`${base}/loans`, {
          ...body({ quantity: "1" }),
          ...to("concon_nobody"),
        })
        expectInvalid(unknown, "borrower.id")
      })

      it("is found by status, borrower, and whether it is overdue", async () => {
        const { lend, bring, customer } = await hire({ quantity: "10" })
        const late = await lend("1", { from: "2020-01-01", until: "2020-02-01" })
        const active = await lend("1")
        const returned = await lend("1")
        await bring(returned, "1")
        const find = async (filters: object) =>
          (
            await admin.get<{ loans: Loan[]; count: number }>(`${base}/loans`, {
              borrower_id: customer.id,
              ...filters,
            })
          ).data
        expect((await find({})).loans.map(({ id }) => id)).toEqual([
          returned.id,
          active.id,
          late.id,
        ])
        expect((await find({ status: "returned" })).loans.map(({ id }) => id)).toEqual([
          returned.id,
        ])
        expect(await find({ overdue: "true" })).toMatchObject({
          count: 1,
          loans: [{ id: late.id, overdue: true }],
        })
        expect((await find({ to_collect: "true", borrower_id: undefined })).loans).toEqual([])
        const { data } = await admin.get<{ hire_worklist: HireWorklist }>(`${base}/hire-worklist`)
        expect(data.hire_worklist).toMatchObject({ loans_overdue: 1, loans_to_collect: 0 })
      })
    })

    describe("The worklist of hires", () => {
      const worklist = async (days = 7) =>
        (
          await admin.get<{ hire_worklist: HireWorklist }>(`${base}/hire-worklist`, {
            days: String(days),
          })
        ).data.hire_worklist

      it("names what is to be called back, extended, collected and sent back, when and where", async () => {
        const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
        const [soon, late] = [inDays(2), inDays(5)]
        const { lend, receipt, warehouse, contractor, customer, item, expire } = await hire({
          quantity: "10",
          hire_until: late,
        })
        const loan = await lend("4", { until: soon })
        const place = {
          inventory_item_id: item.id,
          warehouse_id: warehouse.id,
          stock_location_id: warehouse.stock_location_id,
        }
        const lent = {
          ...place,
          document_type: "loan",
          document_id: loan.id,
          number: loan.number,
          line_id: loan.lines[0]?.id,
          quantity: "4",
          contractor_id: null,
          borrower: { kind: "customer", id: customer.id },
        }
        const hired = {
          ...place,
          document_type: "goods_receipt",
          document_id: receipt.id,
          line_id: receipt.lines[0]?.id,
          quantity: "10",
          contractor_id: contractor.id,
          borrower: null,
        }
        const mine = async (days?: number) =>
          (await worklist(days)).tasks.filter((task) => task.inventory_item_id === item.id)
        expect(await mine(1)).toEqual([])
        expect(await mine()).toMatchObject([
          { kind: "loan_due", at: soon, ...lent },
          { kind: "hire_ending", at: late, ...hired },
        ])
        await expire()
        expect(await mine()).toMatchObject([
          { kind: "collect", at: null, ...lent },
          { kind: "return_to_owner", ...hired },
        ])
        const counts = await worklist()
        expect(counts).toMatchObject({ loans_to_collect: 1, hires_ending: 0 })
      })
    })

    describe("Named units", () => {
      const findSerials = async (itemId: string) =>
        (
          await admin.get<{ serial_numbers: { serial: string; state: string }[] }>(
            `${base}/serial-numbers`,
            { inventory_item_id: itemId }
          )
        ).data.serial_numbers
          .map(({ serial, state }) => `${serial} ${state}`)
          .sort()

      it("end exactly the loan that holds them, and come back by name (E41)", async () => {
        const { tryLend, read, bring, giveBack, item, level } = await hire({
          quantity: "3",
          serial_numbers: ["S1", "S2", "S3"],
        })
        const lendUnit = async (serial: string) =>
          accepted("loans", await tryLend({ quantity: "1", serial_numbers: [serial] })).loan
        const first = await lendUnit("S1")
        const second = await lendUnit("S2")
        expect(first.lines[0]?.serial_numbers).toEqual(["S1"])
        expect(await findSerials(item.id)).toEqual(["S1 lent", "S2 lent", "S3 in_lot"])
        expectRefusal(
          await tryLend({ quantity: "1", serial_numbers: ["S1"] }),
          "INSUFFICIENT_STOCK"
        )
        expectInvalid(
          await tryLend({ quantity: "2", serial_numbers: ["S3"] }),
          "lines.0.serial_numbers"
        )
        const named = { inventory_item_id: item.id, serial_numbers: ["S1"] }
        expect((await giveBack("1", named)).status).toBe(201)
        expect(statesOf(await read(first))).toEqual(["ended", "1", "0", "1", "0"])
        expect(statesOf(await read(second))).toEqual(["active", "1", "0", "0", "0"])
        expect(await level()).toEqual([2, 1])
        expect((await findSerials(item.id))[0]).toBe("S1 returned")
        const back = await bring(second, "1")
        expect(statesOf(back.data.loan)).toEqual(["returned", "1", "1", "0", "0"])
        expect(await findSerials(item.id)).toEqual(["S1 returned", "S2 in_lot", "S3 in_lot"])
        expect(statesOf((await bring(first, "1")).data.loan)).toEqual([
          "returned",
          "1",
          "0",
          "1",
          "1",
        ])
      })
    })

    describe("Hired units that go back", () => {
      it("are free ones first, then those of the newest loan (E42)", async () => {
        const { lend, read, giveBack, level } = await hire({ quantity: "100" })
        const first = await lend("50")
        const second = await lend("30")
        expect(await level()).toEqual([100, 80])
        expect((await giveBack("40")).status).toBe(201)
        expect(statesOf(await read(first))).toEqual(["active", "50", "0", "0", "0"])
        expect(statesOf(await read(second))).toEqual(["active", "30", "0", "20", "0"])
        expect(await level()).toEqual([60, 60])
        const { data } = await admin.get<{ loans: Loan[] }>(`${base}/loans`, {
          to_collect: "true",
        })
        expect(data.loans.map(({ id }) => id)).toContain(second.id)
      })

      it("come back from their borrower without being ours again", async () => {
        const { lend, bring, giveBack, level, tryLend } = await hire({ quantity: "10" })
        const loan = await lend("10")
        await giveBack("10")
        expect(await level()).toEqual([0, 0])
        const back = await bring(loan, "10")
        expect(statesOf(back.data.loan)).toEqual(["returned", "10", "0", "10", "10"])
        expect(await level()).toEqual([0, 0])
        expectRefusal(await tryLend({ quantity: "1" }), "INSUFFICIENT_STOCK")
      })

      it("leave own lent units alone", async () => {
        const { lend, read, giveBack, item, warehouse, level } = await hire({ quantity: "2" })
        const url = `/admin/inventory-items/${item.id}/location-levels/${warehouse.stock_location_id}`
        await admin.post(url, { stocked_quantity: 5 })
        const loan = await lend("5")
        expectRefusal(await giveBack("3"), "INSUFFICIENT_STOCK")
        expect((await giveBack("2")).status).toBe(201)
        expect(statesOf(await read(loan))).toEqual(["active", "5", "0", "2", "0"])
        expect(await level()).toEqual([3, 3])
      })
    })

    it("an ended loan is told to the borrower, the warehouse and the owner of the units", async () => {
      const { lend, giveBack, customer, contractor, warehouse } = await hire({ quantity: "5" })
      await admin.post(`${base}/contractors/${contractor.id}`, { email: "owner@example.com" })
      await admin.post(`${base}/warehouses/${warehouse.id}`, {
        notification_email: "depot@example.com",
      })
      const loan = await lend("5")
      await giveBack("2")
      const { data } = (await world
        .container()
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "customer", fields: ["email"], filters: { id: customer.id } })) as {
        data: { email: string }[]
      }
      const letters = await writeLoanEnded(world.container(), { id: loan.id })
      expect(letters.map(({ to }) => to).sort()).toEqual(
        [data[0]?.email ?? "", "depot@example.com", "owner@example.com"].sort()
      )
      expect(letters[0]).toMatchObject({
        template: "consignment-loan-ended",
        data: { id: loan.id, number: loan.number, lines: [{ quantity_ended: "2" }] },
      })
      const waiting = await service().inOneTransaction((context) =>
        sqlOf(context)<{ id: string }>(
          `select data ->> 'id' as id from consignment_outbox where name = 'consignment.loan.ended' and written_id = ?`,
          [loan.id]
        )
      )
      expect(waiting).toEqual([{ id: loan.id }])
    })

    describe("Units that are checked on arrival", () => {
      const arrive = async (purpose: "sale" | "hire") => {
        const { contractor, item } = await world.given.supplier()
        const warehouse = await world.given.warehouse({ purpose, check_on_arrival: true })
        const { goods_receipt: receipt } = accepted(
          "goods-receipts",
          await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
            contractor_id: contractor.id,
            warehouse_id: warehouse.id,
            lines: [{ inventory_item_id: item.id, quantity: "10", unit_cost: "1.00" }],
          })
        )
        const line_id = receipt.lines[0]?.id
        const check = (line: object, others: object = {}) =>
          admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts/${receipt.id}/check`, {
            lines: [{ line_id, ...line }],
            ...others,
          })
        const free = async () => {
          const { data } = await admin.get<{
            ownership: { stocked: string; reserved: string }[]
          }>(`${base}/stock/ownership`, {
            inventory_item_id: item.id,
            stock_location_id: warehouse.stock_location_id,
          })
          return [data.ownership[0]?.stocked, data.ownership[0]?.reserved]
        }
        const issue = (quantity: string) =>
          admin.post(`${base}/goods-issues`, {
            stock_location_id: warehouse.stock_location_id,
            lines: [{ inventory_item_id: item.id, quantity }],
          })
        return { contractor, item, warehouse, receipt, check, free, issue }
      }

      it("are available once they are accepted; rejected ones go back", async () => {
        const { contractor, receipt, check, free, issue } = await arrive("sale")
        expect(receipt.lines[0]).toMatchObject({ checked_quantity: "0" })
        expect(await free()).toEqual(["10", "10"])
        expectRefusal(await issue("1"), "INSUFFICIENT_STOCK")
        const checked = await check({
          accepted_quantity: "6",
          rejected_quantity: "1",
          reason: "Scratched",
        })
        expect(checked.data.goods_receipt.lines[0]).toMatchObject({
          checked_quantity: "7",
          outstanding_quantity: "9",
        })
        expect(await free()).toEqual(["9", "3"])
        expect((await issue("6")).status).toBe(201)
        expectRefusal(await issue("1"), "INSUFFICIENT_STOCK")
        const { data } = await admin.get<{ consignor_returns: Document[] }>(
          `${base}/consignor-returns`,
          { contractor_id: contractor.id }
        )
        expect(data.consignor_returns).toMatchObject([
          { note: "Scratched", reference: receipt.number, lines: [{ quantity: "1" }] },
        ])
        expectInvalid(await check({ accepted_quantity: "4" }), "lines.0.accepted_quantity")
        await check({ accepted_quantity: "3" })
        expect(await free()).toEqual(["3", "0"])
      })

      it("are not lent before, and are checked once for a key", async () => {
        const { item, warehouse, check, free } = await arrive("hire")
        const lend = (quantity: string) =>
          admin.post(`${base}/loans`, {
            warehouse_id: warehouse.id,
            borrower: { kind: "staff", name: "Ann" },
            lines: [{ inventory_item_id: item.id, quantity }],
          })
        expectRefusal(await lend("1"), "INSUFFICIENT_STOCK")
        await check({ accepted_quantity: "4" }, { idempotency_key: "C1" })
        const again = await check({ accepted_quantity: "4" }, { idempotency_key: "C1" })
        expect(again.data.goods_receipt.lines[0]).toMatchObject({ checked_quantity: "4" })
        expect(await free()).toEqual(["10", "6"])
        expectRefusal(await lend("5"), "INSUFFICIENT_STOCK")
        expect((await lend("4")).status).toBe(201)
      })

      it("do not keep their receipt from being reversed", async () => {
        const { receipt, free } = await arrive("sale")
        const url = `${base}/goods-receipts/${receipt.id}/reverse`
        expect((await admin.post(url, {})).status).toBe(201)
        expect(await free()).toEqual(["0", "0"])
      })
    })

    describe("A hire that ends", () => {
      it("ends its loans when somebody asks, and keeps the units reserved until they go back", async () => {
        const { lend, read, bring, giveBack, level, tryLend, expire, receiptLines } = await hire({
          quantity: "10",
          hire_until: "2098-01-01T00:00:00.000Z",
        })
        const loan = await lend("4")
        await expire()
        expect(statesOf(await read(loan))).toEqual(["ended", "4", "0", "4", "0"])
        expect(await level()).toEqual([10, 10])
        expect((await receiptLines())[0]).toMatchObject({
          ended_quantity: "10",
          outstanding_quantity: "10",
        })
        expectRefusal(await tryLend({ quantity: "1" }), "INSUFFICIENT_STOCK")
        const back = await bring(loan, "4")
        expect(statesOf(back.data.loan)).toEqual(["returned", "4", "0", "4", "4"])
        expect(await level()).toEqual([10, 10])
        expect((await giveBack("10")).status).toBe(201)
        expect(await level()).toEqual([0, 0])
        expect((await receiptLines())[0]).toMatchObject({
          ended_quantity: "10",
          outstanding_quantity: "0",
        })
      })

      it("ends when somebody reads the receipt", async () => {
        const { level, receiptLines, expire } = await hire({
          quantity: "10",
          hire_until: "2098-01-01",
        })
        await expire()
        expect((await receiptLines())[0]).toMatchObject({ ended_quantity: "10" })
        expect(await level()).toEqual([10, 10])
      })

      it("ends by a job when nobody asks", async () => {
        const { lend, level, expire } = await hire({ quantity: "10", hire_until: "2098-01-01" })
        await lend("4")
        await expire()
        await endHires(world.container())
        expect(await level()).toEqual([10, 10])
      })

      it("follows the owner: part ends, free units first, and an extension revives no loan", async () => {
        const { lend, read, level, receiptLines, receipt } = await hire({ quantity: "10" })
        const loan = await lend("6")
        await service().inOneTransaction(async (context) => {
          const sql = sqlOf(context)
          await sql(`select set_config('consignment.posting', 'on', true)`)
          await sql(`set local session_replication_role = replica`)
          await sql(`update consignment_document set peer_id = 'cspeer_1' where id = ?`, [
            receipt.id,
          ])
          await sql(
            `update consignment_document_line set origin_line_id = 'origin' where document_id = ?`,
            [receipt.id]
          )
          await sql(`set local session_replication_role = origin`)
        })
        const told = (change: object) =>
          service().inOneTransaction((context) =>
            applyHires({ sql: sqlOf(context), host: hostLevels }, "cspeer_1", [
              {
                line_id: "origin",
                hire_until: null,
                ended_quantity: "0",
                serial_numbers: [],
                ...change,
              },
            ])
          )
        await told({ ended_quantity: "5" })
        expect(statesOf(await read(loan))).toEqual(["active", "6", "0", "1", "0"])
        expect(await level()).toEqual([10, 10])
        expect((await receiptLines())[0]).toMatchObject({ ended_quantity: "5" })
        // Told again, nothing changes.
        await told({ ended_quantity: "5" })
        expect(await level()).toEqual([10, 10])
        await told({ hire_until: "2098-01-01T00:00:00.000Z" })
        expect(statesOf(await read(loan))).toEqual(["active", "6", "0", "1", "0"])
        // Five are lent, one is still with the borrower, four are free.
        expect(await level()).toEqual([10, 6])
        expect((await receiptLines())[0]).toMatchObject({
          ended_quantity: "0",
          hire_until: "2098-01-01T00:00:00.000Z",
        })
      })
    })
  },
})
