import type { DocumentLine } from "../../../../../http-contract/document"
import type { Delivery } from "../../../../../http-contract/outbound-documents"

/** The lines of which fewer pieces arrived than were delivered, or below zero more, and which nothing explains yet. */
export const differencesOf = ({ lines }: Delivery): { line: DocumentLine; difference: string }[] =>
  lines.flatMap((line) => {
    const { difference } = line
    return typeof difference === "string" && difference !== "0" ? [{ line, difference }] : []
  })
