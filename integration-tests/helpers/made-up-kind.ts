import { kinds } from "../../src/modules/consignment/domain/kinds"

/** A kind that the plugin does not have: supplier goods that we give away as samples and pay for. */
const sample = {
  path: "samples",
  numberPrefix: "SMP",
  movements: {
    sample: { kind: "consumed", column: "internally_issued" },
    sample_reversal: { kind: "consumed", column: "returned" },
  },
  fields: { contractor_id: "contractor_id", reason: "reason" },
  lineFields: { lot_id: "lot_id", batch: "batch" },
  direction: "inbound",
  reversal: "whole",
  prints: true,
} as const

// The lists of kinds follow from the registry when they are loaded, so this file is imported before them.
Object.assign(kinds, { sample })
