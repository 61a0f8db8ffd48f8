import { previewLetter, sendLetter } from "../../../../../letters"

export const GET = previewLetter("invoice")
export const POST = sendLetter("invoice")
