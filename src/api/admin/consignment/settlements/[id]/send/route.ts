import { previewLetter, sendLetter } from "../../../../../letters"

export const GET = previewLetter("settlement")
export const POST = sendLetter("settlement")
