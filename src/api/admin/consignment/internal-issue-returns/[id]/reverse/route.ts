import { reversing } from "../../../../../reversing"

export const POST = reversing("internal_issue_return")
