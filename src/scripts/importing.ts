import { createReadStream } from "node:fs"
import type { ExecArgs, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { ImportFault } from "../http-contract/import"
import { importFile } from "../imports/import-file"
import { importKinds } from "../imports/kinds"

/**
 * A script for `medusa exec` that imports a CSV file of one kind of document: the path of the file, "dry-run" to check
 * it only, and "keep-exceptions" to post what can be posted and to keep the other lines.
 */
export const importing =
  (kind: keyof typeof importKinds) =>
  async ({ container, args }: ExecArgs): Promise<void> => {
    const [path] = args.filter((argument) => ![DRY_RUN, KEEP_EXCEPTIONS].includes(argument))
    if (path === undefined) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "Name the CSV file to import.")
    }
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const { status, documents, errors } = await importFile(
      container,
      importKinds[kind],
      createReadStream(path),
      {
        dry_run: args.includes(DRY_RUN),
        keep_exceptions: args.includes(KEEP_EXCEPTIONS),
        onProgress: (progress) => logger.info(`${path}: ${progress}`),
      }
    ).catch((error: { details?: { lines?: ImportFault[] } }) => {
      print(logger, error.details?.lines ?? [])
      throw error
    })
    print(logger, errors)
    const isNew = documents.filter((document) => document.is_new).length
    logger.info(`${path}: ${status}, ${isNew} of ${documents.length} documents are new.`)
  }

const DRY_RUN = "dry-run"
const KEEP_EXCEPTIONS = "keep-exceptions"

const print = (logger: Logger, faults: ImportFault[]): void => {
  for (const { line, code, message } of faults) logger.warn(`Line ${line}: ${code}: ${message}`)
}
