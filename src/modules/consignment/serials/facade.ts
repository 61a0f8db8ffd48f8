import type { Context } from "@medusajs/framework/types"
import { sqlOf } from "../database/sql"
import { notFound } from "../domain/errors"
import type { HostLevels } from "../ledger/posting/host-levels"
import { readDocuments, type DocumentAnswer } from "../ledger/reading/document-answers"
import { toMedusaError } from "../to-medusa-error"
import { listSerials, readSerials, type SerialFilter } from "./list"
import { nameIssuedSerials, type NameIssuedSerials } from "./name-issued"
import { registerOwnSerials, type RegisterOwnSerials } from "./register-own"

interface Transactions {
  inOneTransaction: <T>(work: (context: Context) => Promise<T>) => Promise<T>
}

/** The register of serial numbers, as the module's service offers it. */
export class Serials {
  constructor(private readonly transactions: Transactions) {}

  /** Units by serial number, item, lot or state, with the documents that they moved with. */
  async list(filter: SerialFilter) {
    return await this.transactions.inOneTransaction((context) =>
      listSerials(sqlOf(context), filter)
    )
  }

  /** Registers units of own stock. Throws: INVALID_DATA, INSUFFICIENT_STOCK, SERIAL_TAKEN. */
  async registerOwn(command: RegisterOwnSerials, host: HostLevels) {
    return await this.transactions.inOneTransaction(async (context) => {
      const sql = sqlOf(context)
      const ids = await registerOwnSerials({ sql, host, clock: () => new Date() }, command).catch(
        toMedusaError
      )
      return await readSerials(sql, ids)
    })
  }

  /** Names the units that left with a goods issue. Throws: NOT_FOUND, INVALID_DATA, INSUFFICIENT_STOCK, SERIAL_TAKEN. */
  async nameIssued(command: NameIssuedSerials, host: HostLevels): Promise<DocumentAnswer> {
    return await this.transactions.inOneTransaction(async (context) => {
      const sql = sqlOf(context)
      await nameIssuedSerials({ sql, host, clock: () => new Date() }, command).catch(toMedusaError)
      const [issue] = await readDocuments(sql, [command.goods_issue_id])
      return issue ?? toMedusaError(notFound("goods_issue", command.goods_issue_id))
    })
  }
}
