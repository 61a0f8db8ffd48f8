import { previewLetter, sendLetter } from "../../../../../letters"

export const GET = previewLetter("delivery")
export const POST = sendLetter("delivery")
