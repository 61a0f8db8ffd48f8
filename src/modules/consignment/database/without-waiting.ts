/**
 * SQL: a query for the beginning of a single statement, outside any transaction, whose commit then does not wait for the
 * disk. A crash of the database may take back what it wrote within the last second: only for what does no harm then. The
 * statement has to read from `unwaited`.
 */
export const withoutWaiting =
  "with unwaited as materialized (select set_config('synchronous_commit', 'off', true))"
