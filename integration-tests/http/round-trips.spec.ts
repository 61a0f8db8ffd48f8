import { setTimeout } from "node:timers/promises"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Document } from "../../src/http-contract/document"
import { createFaults } from "../helpers/database-faults"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { accepted, createWorld } from "../helpers/world"

import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { newKey, publicPartOf } from "../../src/modules/consignment/peers/tokens"
import { pullDuePeers } from "../../src/workflows/peers/pull"

const base = "/admin/consignment"

/** Listeners to the events of earlier documents have finished by then. */
const LISTENERS_MILLISECONDS = 500

interface Statement {
  sql: string
  bindings: readonly unknown[]
}

interface Connection {
  raw: (statement: string, parameters: unknown[]) => Promise<{ rows: unknown[] }>
  on: (event: "query", listener: (query: Statement) => void) => void
  removeListener: (event: "query", listener: (query: Statement) => void) => void
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createWorld(suite)

    beforeAll(() => world.open())

    const connect = () =>
      world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Connection

    /** The statements of a request, up to the commit of what it posts and after it. */
    const statementsOf = async (
      post: () => Promise<unknown>
    ): Promise<{ posting: string[]; after: string[] }> => {
      await setTimeout(LISTENERS_MILLISECONDS)
      const connection = connect()
      const statements: string[] = []
      const listen = ({ sql }: Statement) => statements.push(sql)
      connection.on("query", listen)
      await post()
      await setTimeout(LISTENERS_MILLISECONDS)
      connection.removeListener("query", listen)
      const written = statements.findIndex((sql) =>
        sql.includes("insert into consignment_document")
      )
      const isCommit = (sql: string, index: number) => index > written && sql.startsWith("COMMIT")
      const commit = statements.findIndex(isCommit) + 1
      return { posting: statements.slice(0, commit), after: statements.slice(commit) }
    }

    /** Of three requests the one with the fewest: a job that runs beside one of them asks the database, too. */
    const fewestOf = async (post: () => Promise<unknown>) => {
      const runs = [await statementsOf(post), await statementsOf(post), await statementsOf(post)]
      const lengthOf = ({ posting, after }: (typeof runs)[number]) => posting.length + after.length
      return runs.reduce((fewest, run) => (lengthOf(run) < lengthOf(fewest) ? run : fewest))
    }

    describe("a statement that is given many rows", () => {
      const LINES = 400

      /** A receipt of many lines, their sale and its return. */
      const postMany = async () => {
        const { contractor, warehouse, item } = await world.given.supplier()
        const repeated = <Line>(line: Line) => Array.from({ length: LINES }, () => line)
        accepted(
          "goods-receipts",
          await world.admin.post(`${base}/goods-receipts`, {
            contractor_id: contractor.id,
            warehouse_id: warehouse.id,
            lines: repeated({ sku: item.sku, quantity: "1", unit_cost: "2" }),
          })
        )
        const issued = accepted(
          "goods-issues",
          await world.admin.post<{ goods_issue: Document }>(`${base}/goods-issues`, {
            stock_location_id: warehouse.stock_location_id,
            lines: repeated({ sku: item.sku, quantity: "1" }),
          })
        )
        accepted(
          "goods-issues",
          await world.admin.post(`${base}/goods-issues/${issued.goods_issue.id}/returns`, {
            lines: issued.goods_issue.lines.map(({ id }) => ({ line_id: id, quantity: "1" })),
          })
        )
      }

      it("is planned for as many, whatever the statistics of the tables say", async () => {
        const connection = connect()
        const statements: Statement[] = []
        const listen = (statement: Statement) => statements.push(statement)
        connection.on("query", listen)
        await postMany()
        connection.removeListener("query", listen)
        const writes = statements.filter(
          ({ sql, bindings }) =>
            /^(with|update|insert)/.test(sql) &&
            bindings.some((one) => (Array.isArray(one) ? one.length : String(one).length) >= LINES)
        )
        expect(writes.length).toBeGreaterThan(3)
        const client = await createFaults(connect).session()
        const plans: string[] = []
        for (const { sql, bindings } of writes) {
          const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${sql}`, [
            ...bindings,
          ])
          plans.push(...rows.map((row) => row["QUERY PLAN"]))
        }
        await client.end()
        // Rows that are only inserted are compared with nothing.
        const compared = plans.filter((line) => /Function Scan on (?!json_populate)/.test(line))
        expect(compared.length).toBeGreaterThan(0)
        expect(compared.filter((line) => line.includes("rows=100 "))).toEqual([])
      })
    })

    describe("connections with nothing new", () => {
      /** A store that is connected with itself, as often as is said: it asks at both ends, and answers at both. */
      const connectWithItself = async (times: number): Promise<string[]> => {
        const { baseURL: url } = (suite.api as { defaults: { baseURL: string } }).defaults
        const ids: string[] = []
        for (let number = 0; number < times; number += 1) {
          const { contractor, warehouse } = await world.given.supplier()
          const [ours, theirs] = [await newKey(), await newKey()]
          const connection = `connection-${contractor.id}`
          for (const [role, own, other] of [
            ["consignor", ours, theirs],
            ["consignee", theirs, ours],
          ] as const) {
            const id = `cspeer_${role}_${contractor.id}`
            ids.push(id)
            await connect().raw(
              `insert into consignment_peer (id, connection_id, role, status, url, contractor_id, warehouse_id,
                 own_key, their_key, last_error, failures) values (?, ?, ?, 'connected', ?, ?, ?, ?, ?, 'lost', 3)`,
              [
                ...[id, connection, role, url, contractor.id, warehouse.id],
                ...[own, publicPartOf(other)].map((key) => JSON.stringify(key)),
              ]
            )
            await connect().raw(
              `insert into consignment_peer_feed (peer_id, feed, epoch) values (?, 'sent', 'first'), (?, 'received', 'first')`,
              [id, id]
            )
          }
        }
        return ids
      }

      const statementsOfRound = async (connections: number): Promise<string[]> => {
        const service = world.container().resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        Object.assign(service.peers.options, { allowHttp: true, allowPrivate: true })
        const ids = await connectWithItself(connections)
        const connection = connect()
        const statements: string[] = []
        const listen = ({ sql }: Statement) => statements.push(sql)
        connection.on("query", listen)
        await pullDuePeers(world.container())
        connection.removeListener("query", listen)
        const { rows } = await connection.raw(
          `select id, status, last_error, failures, last_contact_at is not null as was_noted
           from consignment_peer order by id`,
          []
        )
        const noted = { status: "connected", last_error: null, failures: 0, was_noted: true }
        expect(rows).toEqual([...ids].sort().map((id) => ({ id, ...noted })))
        return statements
      }

      it("are read together, and each is answered by three statements", async () => {
        const ends = 2 * 5
        const statements = await statementsOfRound(ends / 2)
        const isOfReader = (sql: string) =>
          /where p.status = 'connected'|set last_contact_at/.test(sql)
        const ofReaders = statements.filter(isOfReader)
        expect(statements.length - ofReaders.length).toBe(3 * ends)
        // One reads all cursors; answers that come later than others are noted later.
        expect(ofReaders.length).toBeLessThan(ends)
      })
    })

    // Each further statement is a round trip more for every sale. Ask together with another one where that is possible
    // (`readTogether`, `writeTogether`). One statement of each request is that of the host's workflow engine.
    it("posts a line with few round trips, and reads nothing that it has just written", async () => {
      const { contractor, warehouse, item } = await world.given.supplier()
      const receive = () =>
        world.admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          contractor_id: contractor.id,
          warehouse_id: warehouse.id,
          lines: [{ sku: item.sku, quantity: "5", unit_cost: "2" }],
        })
      const issue = (quantity = "1") =>
        world.admin.post<{ goods_issue: Document }>(`${base}/goods-issues`, {
          stock_location_id: warehouse.stock_location_id,
          lines: [{ sku: item.sku, quantity }],
        })
      accepted("goods-receipts", await receive())
      const issued = accepted("goods-issues", await issue("3"))
      const [line] = issued.goods_issue.lines
      const takeBack = () =>
        world.admin.post(`${base}/goods-issues/${issued.goods_issue.id}/returns`, {
          lines: [{ line_id: line?.id, quantity: "1" }],
        })

      const received = await fewestOf(receive)
      const sold = await fewestOf(() => issue())
      const returned = await fewestOf(takeBack)
      expect({
        receipt: received.posting.length,
        issue: sold.posting.length,
        return: returned.posting.length,
      }).toEqual({ receipt: 12, issue: 12, return: 14 })
      for (const { after } of [received, sold, returned]) {
        expect(after.filter((sql) => sql.includes("consignment_document_line"))).toEqual([])
        expect(after.length).toBeLessThanOrEqual(5)
      }
    })
  },
})
