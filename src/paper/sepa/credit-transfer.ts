import { createHash } from "node:crypto"
import type { Decimal } from "decimal.js"
import { exact } from "../../modules/consignment/domain/quantity"
import { toSepaText } from "./sepa-text"
import { element, type Xml } from "./xml"

/** One payment of the file: an invoice, to the account of its supplier. */
export interface CreditTransfer {
  invoice_number: string
  name: string
  iban: string
  amount: Decimal
}

export interface CreditTransfers {
  payer: { name: string; iban: string }
  /** Day on which the bank is to pay, YYYY-MM-DD. */
  executionDate: string
  madeAt: Date
  transfers: CreditTransfer[]
}

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"

const LONGEST_NAME = 70
const LONGEST_ID = 35
const LONGEST_REMITTANCE = 140

/**
 * The same payments on the same day have the same id, whenever the file is made: a bank that is given it twice can
 * tell. At most 35 characters.
 */
const toMessageId = ({ payer, executionDate, transfers }: CreditTransfers): string => {
  const content = JSON.stringify([payer.iban, executionDate, transfers])
  return `CON${executionDate.replaceAll("-", "")}${createHash("sha256").update(content).digest("hex").slice(0, 20)}`
}

const sumOf = (transfers: CreditTransfer[]): string =>
  transfers.reduce((sum, { amount }) => sum.plus(amount), exact(0)).toFixed(2)

const NOT_PROVIDED = "NOTPROVIDED"

/** A name may hold no letter that banks take, and the schema wants one. */
const nameOf = (name: string): Xml => element("Nm", toSepaText(name, LONGEST_NAME) || NOT_PROVIDED)

const accountOf = (iban: string): Xml => element("Id", element("IBAN", iban))

const transferOf = ({ invoice_number: number, name, iban, amount }: CreditTransfer): Xml =>
  element(
    "CdtTrfTxInf",
    element("PmtId", element("EndToEndId", toSepaText(number, LONGEST_ID) || NOT_PROVIDED)),
    element("Amt", element({ name: "InstdAmt", Ccy: "EUR" }, amount.toFixed(2))),
    element("Cdtr", nameOf(name)),
    element("CdtrAcct", accountOf(iban)),
    element("RmtInf", element("Ustrd", toSepaText(number, LONGEST_REMITTANCE) || "Invoice"))
  )

/**
 * A SEPA credit transfer by ISO 20022, pain.001.001.09, in the bounds that the European Payments Council sets: euros,
 * shared charges, basic Latin letters. The order of the elements is that of the schema.
 */
export const writeCreditTransfers = (file: CreditTransfers): string => {
  const { payer, executionDate, madeAt, transfers } = file
  const id = toMessageId(file)
  const name = nameOf(payer.name)
  const counted = [
    element("NbOfTxs", String(transfers.length)),
    element("CtrlSum", sumOf(transfers)),
  ]
  const message = element(
    "CstmrCdtTrfInitn",
    element(
      "GrpHdr",
      element("MsgId", id),
      element("CreDtTm", madeAt.toISOString().slice(0, 19)),
      ...counted,
      element("InitgPty", name)
    ),
    element(
      "PmtInf",
      element("PmtInfId", `${id}-1`),
      element("PmtMtd", "TRF"),
      ...counted,
      element("PmtTpInf", element("SvcLvl", element("Cd", "SEPA"))),
      element("ReqdExctnDt", element("Dt", executionDate)),
      element("Dbtr", name),
      element("DbtrAcct", accountOf(payer.iban)),
      element("DbtrAgt", element("FinInstnId", element("Othr", element("Id", NOT_PROVIDED)))),
      element("ChrgBr", "SLEV"),
      ...transfers.map(transferOf)
    )
  )
  const document = element({ name: "Document", xmlns: NAMESPACE }, message)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document.text}\n`
}
