import { KeyTaken } from "../database/violated-index"
import { ConsignmentError } from "../domain/errors"
import type { FindConfig } from "@medusajs/framework/types"

export type Filters = Record<string, unknown>

/** Rows are written in the order of this column, and it has an index that the time of their writing has not. */
export const sortedBy = <Row>(column: string, config: FindConfig<Row>): FindConfig<Row> => ({
  ...config,
  order: Object.fromEntries(
    Object.entries(config.order ?? {}).map(([field, way]) => [
      field === "created_at" ? column : field,
      way,
    ])
  ),
})

export const isEmpty = (filters: Filters): boolean => Object.keys(filters).length === 0

export const notFound = (id: string) =>
  new ConsignmentError("NOT_FOUND", `${id} was not found.`, { id })

/**
 * Two calls with one key may meet where neither sees the other; the database lets one of them through, and a second
 * look finds what it has posted.
 */
export const againIfKeyTaken = async <T>(attempt: () => Promise<T>): Promise<T> =>
  await attempt().catch((error: unknown) =>
    error instanceof KeyTaken ? attempt() : Promise.reject(error as Error)
  )
