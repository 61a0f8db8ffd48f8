/** An article that cannot be taken over as it is. */
export class ArticleException extends Error {
  constructor(
    readonly code: "ARTICLE_EXISTS" | "LINK_BROKEN",
    message: string,
    readonly details?: Record<string, unknown>
  ) {
    super(message)
    this.name = "ArticleException"
  }
}
