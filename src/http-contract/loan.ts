import { z } from "@medusajs/framework/zod"
import { hireTaskKinds, loanStatuses } from "../modules/consignment/domain/loan"
import { answeredDecimalSchema, answeredInstantSchema } from "./answers"
import {
  dayOrInstantSchema,
  documentShape,
  idempotencyKeySchema,
  itemShape,
  linesOf,
  quantitySchema,
  serialNumbersSchema,
} from "./common"
import { pageShape } from "./list"
import { NAMES_ITEM_OR_LOT, namesItemOrLot } from "./inbound-documents"

export { loanStatuses }

export const borrowerKinds = ["customer", "contractor", "staff"] as const

const borrowerSchema = z
  .strictObject({
    kind: z.enum(borrowerKinds),
    /** A customer of the host, a partner, or a user. */
    id: z.string().min(1).max(255).nullish(),
    name: z.string().trim().min(1).max(255).nullish(),
  })
  .refine(({ id, name }) => Boolean(id ?? name), {
    path: ["id"],
    message: "Name the borrower by id or by name.",
    params: { reason: "required" },
  })

const { effective_at: _, ...paperShape } = documentShape

export const postLoanSchema = z.strictObject({
  /** An inbound warehouse with the purpose hire. */
  warehouse_id: z.string().min(1),
  borrower: borrowerSchema,
  /** Default: now. */
  from: dayOrInstantSchema.optional(),
  /** A day means its end; left out: until the units come back. */
  until: dayOrInstantSchema.nullish(),
  lines: linesOf(
    z
      .strictObject({
        ...itemShape,
        lot_id: z.string().min(1).optional(),
        quantity: quantitySchema,
        serial_numbers: serialNumbersSchema.nullish(),
      })
      .refine(namesItemOrLot, NAMES_ITEM_OR_LOT)
  ),
  ...paperShape,
})
export type PostLoanBody = z.infer<typeof postLoanSchema>

export const returnLoanSchema = z.strictObject({
  lines: linesOf(
    z.strictObject({
      line_id: z.string().min(1),
      quantity: quantitySchema,
      serial_numbers: serialNumbersSchema.nullish(),
    })
  ),
  idempotency_key: idempotencyKeySchema.optional(),
})
export type ReturnLoanBody = z.infer<typeof returnLoanSchema>

const severalOf = <Value extends z.ZodType>(value: Value) =>
  z.union([value, z.array(value)]).optional()

const sortable = ["id", "number", "from", "until", "created_at", "updated_at"] as const

export const loanListParametersSchema = z.strictObject({
  ...pageShape,
  order: z
    .string()
    .refine((order) => (sortable as readonly string[]).includes(order.replace(/^-/, "")), {
      message: `Expected one of ${sortable.join(", ")}, descending with a leading minus.`,
    })
    .meta({ description: `One of ${sortable.join(", ")}; descending with a leading minus.` })
    .optional(),
  q: z.string().optional(),
  id: severalOf(z.string()),
  number: severalOf(z.string()),
  warehouse_id: severalOf(z.string()),
  borrower_id: severalOf(z.string()),
  status: severalOf(z.enum(loanStatuses)),
  /** Units are out after the end of the loan. */
  overdue: z.enum(["true", "false"]).optional(),
  /** The owner has ended the hire of units that are still with the borrower. */
  to_collect: z.enum(["true", "false"]).optional(),
})
export type LoanListParameters = z.infer<typeof loanListParametersSchema>

const borrowerAnswerSchema = z.object({
  kind: z.enum(borrowerKinds),
  id: z.string().nullable(),
  name: z.string().nullable(),
})

export const loanSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(loanStatuses),
  warehouse_id: z.string(),
  stock_location_id: z.string(),
  borrower: borrowerAnswerSchema,
  from: answeredInstantSchema,
  until: answeredInstantSchema.nullable(),
  overdue: z.boolean(),
  to_collect: z.boolean(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  created_by: z.string().nullable(),
  created_at: answeredInstantSchema,
  updated_at: answeredInstantSchema,
  lines: z.array(
    z.object({
      id: z.string(),
      index: z.number().int(),
      inventory_item_id: z.string(),
      sku: z.string().nullable(),
      quantity: answeredDecimalSchema,
      quantity_returned: answeredDecimalSchema,
      quantity_ended: answeredDecimalSchema,
      quantity_collected: answeredDecimalSchema,
      serial_numbers: z.array(z.string()),
      allocations: z.array(
        z.object({
          ownership: z.enum(["hired", "own"]),
          lot_id: z.string().nullable(),
          quantity: answeredDecimalSchema,
        })
      ),
    })
  ),
})
export type Loan = z.infer<typeof loanSchema>

/** A loan that lasts longer than the owner's hire ends with the hire. */
export const loanWarningSchema = z.object({
  code: z.literal("BEYOND_HIRE"),
  line: z.number().int(),
  hire_until: answeredInstantSchema,
})
export type LoanWarning = z.infer<typeof loanWarningSchema>

export { hireTaskKinds }

/** One thing to do about hired or lent units: what, when and where. */
export const hireTaskSchema = z.object({
  kind: z.enum(hireTaskKinds),
  /** When it is or was due; null: at once. */
  at: answeredInstantSchema.nullable(),
  document_type: z.enum(["loan", "goods_receipt", "delivery"]),
  document_id: z.string(),
  number: z.string(),
  line_id: z.string(),
  inventory_item_id: z.string(),
  sku: z.string().nullable(),
  quantity: answeredDecimalSchema,
  warehouse_id: z.string(),
  stock_location_id: z.string(),
  /** The owner of the units, or our customer; null for units that are lent. */
  contractor_id: z.string().nullable(),
  borrower: borrowerAnswerSchema.nullable(),
})
export type HireTask = z.infer<typeof hireTaskSchema>

/** Work that waits for somebody. */
export const hireWorklistSchema = z.object({
  /** Line by line, the most urgent first; at most 1,000. */
  tasks: z.array(hireTaskSchema),
  /** Loans that end within the days asked for. */
  loans_due: z.number().int(),
  loans_overdue: z.number().int(),
  /** Loans whose hire has ended and whose units are still out. */
  loans_to_collect: z.number().int(),
  /** Lines of receipts and deliveries whose hire ends within the days asked for. */
  hires_ending: z.number().int(),
  /** Goods receipts with units that are not checked. */
  receipts_to_check: z.number().int(),
})
export type HireWorklist = z.infer<typeof hireWorklistSchema>

export const hireWorklistParametersSchema = z.strictObject({
  /** Default: 7. */
  days: z
    .union([z.string().regex(/^\d{1,4}$/), z.number().int().nonnegative().max(9_999)])
    .transform((value) => parseInt(String(value), 10))
    .default(7),
})
export type HireWorklistParameters = z.infer<typeof hireWorklistParametersSchema>
