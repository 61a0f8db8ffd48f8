import type { UseFormReturn } from "react-hook-form"
import type { CreateAgreementBody } from "../../../../../http-contract/agreement"

/** The terms of an agreement, without the party and the direction that they are agreed for. */
type Terms = Omit<CreateAgreementBody, "contractor_id" | "direction">

export type TermsForm = UseFormReturn<Terms, unknown, Terms>
