import { ConsignmentError, refuseFields } from "./errors"

export const MAXIMUM_ATTACHMENTS = 20

interface FileType {
  mimeType: string
  /** Whether the bytes are what the name promises. */
  fits: (bytes: Uint8Array) => boolean
}

const startsWith =
  (signature: readonly number[], from = 0) =>
  (bytes: Uint8Array): boolean =>
    signature.every((byte, index) => bytes[from + index] === byte)

const isText = (bytes: Uint8Array): boolean => !bytes.includes(0)

const isXml = (bytes: Uint8Array): boolean =>
  isText(bytes) && new TextDecoder().decode(bytes.slice(0, 100)).trimStart().startsWith("<?xml")

const jpeg: FileType = { mimeType: "image/jpeg", fits: startsWith([0xff, 0xd8, 0xff]) }

/** By extension: what a delivery note, an invoice or a photo is kept as. */
const fileTypes: ReadonlyMap<string, FileType> = new Map(
  Object.entries({
    pdf: { mimeType: "application/pdf", fits: startsWith([0x25, 0x50, 0x44, 0x46, 0x2d]) },
    png: { mimeType: "image/png", fits: startsWith([0x89, 0x50, 0x4e, 0x47]) },
    jpg: jpeg,
    jpeg,
    webp: {
      mimeType: "image/webp",
      fits: (bytes) =>
        startsWith([0x52, 0x49, 0x46, 0x46])(bytes) &&
        startsWith([0x57, 0x45, 0x42, 0x50], 8)(bytes),
    },
    csv: { mimeType: "text/csv", fits: isText },
    txt: { mimeType: "text/plain", fits: isText },
    xml: { mimeType: "application/xml", fits: isXml },
    xlsx: {
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      fits: startsWith([0x50, 0x4b, 0x03, 0x04]),
    },
  })
)

export const attachmentExtensions = [...fileTypes.keys()]

/**
 * The type of a file to attach, by its name; its first bytes must agree, whatever the caller says.
 * Throws: INVALID_DATA (it is empty, or of a type that is not kept).
 */
export const decideFileType = (fileName: string, bytes: Uint8Array): string => {
  if (bytes.length === 0) {
    refuseFields([{ path: "file", message: "The file is empty.", reason: "required" }])
  }
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ""
  const type = fileTypes.get(extension)
  if (type?.fits(bytes)) return type.mimeType
  const message = type
    ? `${fileName} is no ${extension.toUpperCase()} file.`
    : `Attach a file of the types ${attachmentExtensions.join(", ")}.`
  throw new ConsignmentError("INVALID_DATA", `file_name: ${message}`, {
    path: "file_name",
    fields: [{ path: "file_name", message, reason: "file_type" }],
  })
}
