/** Details of goods that arrive, the same on every line that makes a lot. */
export interface LotDetailsCommand {
  batch?: string | null
  /** A day or an instant. */
  expires_at?: string | null
  serial_numbers?: string[] | null
}

export interface LotDetails {
  batch: string | null
  expiresAt: Date | null
  serialNumbers: string[]
}

export const toLotDetails = (
  line: LotDetailsCommand,
  expiryOf: (date: string) => Date
): LotDetails => ({
  batch: line.batch ?? null,
  expiresAt: line.expires_at ? expiryOf(line.expires_at) : null,
  serialNumbers: line.serial_numbers ?? [],
})

/** Their columns of a document's line. */
export const toDetailColumns = (line: Partial<LotDetails>) => ({
  batch: line.batch ?? null,
  expires_at: line.expiresAt?.toISOString() ?? null,
  serial_numbers: toSerialColumn(line.serialNumbers),
})

/** Without names the column is null. */
export const toSerialColumn = (serialNumbers: string[] | null | undefined): string[] | null =>
  serialNumbers && serialNumbers.length > 0 ? serialNumbers : null
