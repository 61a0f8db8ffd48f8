import { previewLetter, sendLetter } from "../../../../../letters"

export const GET = previewLetter("consignor_return")
export const POST = sendLetter("consignor_return")
