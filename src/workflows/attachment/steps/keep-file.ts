import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { newId } from "../../../modules/consignment/database/new-id"
import { decideFileType } from "../../../modules/consignment/domain/attachment"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"

export interface FileToKeep {
  file_name: string
  /** Base 64. */
  content: string
}

export interface KeptFile {
  file_id: string
  file_name: string
  mime_type: string
  size: number
}

export const keepFileStepId = "consignment-keep-file"

/** Hands a file to the host's file module, under a name that nobody can guess. Throws: INVALID_DATA. */
export const keepFileStep = createStep(
  keepFileStepId,
  async ({ file_name, content }: FileToKeep, { container }) => {
    const bytes = Buffer.from(content, "base64")
    const mimeType = typeOf(file_name, bytes)
    const extension = file_name.slice(file_name.lastIndexOf(".")).toLowerCase()
    const { id } = await container.resolve(Modules.FILE).createFiles({
      filename: `${newId("confile")}${extension}`,
      mimeType,
      content,
      access: "private",
    })
    const kept: KeptFile = { file_id: id, file_name, mime_type: mimeType, size: bytes.length }
    return new StepResponse(kept, id)
  },
  async (id, { container }) => {
    if (id) await container.resolve(Modules.FILE).deleteFiles(id)
  }
)

const typeOf = (fileName: string, bytes: Buffer): string => {
  try {
    return decideFileType(fileName, bytes)
  } catch (error) {
    return toMedusaError(error)
  }
}
